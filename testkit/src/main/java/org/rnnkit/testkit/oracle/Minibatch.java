package org.rnnkit.testkit.oracle;

/**
 * A minibatch.
 *
 * @param tokens [batchSize][numSteps]
 * @param labels the same shape
 */
public record Minibatch(int[][] tokens, int[][] labels) {}
