package org.rnnkit.bench.result;

/**
 * The measured time of one part of a minibatch.
 *
 * @param name the name of the benchmark's method
 * @param milliseconds the time for one call
 */
public record Part(String name, Spread milliseconds) {}
