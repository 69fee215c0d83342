package org.rnnkit.bench;

/** The groups of measurements, in the order in which they run. Each can run alone. */
enum Measured {
    speed, parts, scaling, endurance, tools, grading
}
