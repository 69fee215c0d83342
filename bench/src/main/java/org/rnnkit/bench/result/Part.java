package org.rnnkit.bench.result;

/**
 * One part of training.
 *
 * @param name the benchmark's method
 * @param milliseconds how long it takes
 */
public record Part(String name, Spread milliseconds) {}
