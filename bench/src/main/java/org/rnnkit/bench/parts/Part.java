package org.rnnkit.bench.parts;

import org.rnnkit.bench.result.Spread;

/**
 * One part of training.
 *
 * @param name the benchmark's method
 * @param milliseconds how long it takes
 */
public record Part(String name, Spread milliseconds) {}
