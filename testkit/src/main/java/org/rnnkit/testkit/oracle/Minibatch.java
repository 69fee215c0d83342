package org.rnnkit.testkit.oracle;

import java.util.stream.IntStream;

/**
 * A minibatch.
 *
 * @param tokens [batchSize][numSteps]
 * @param labels the same shape
 */
public record Minibatch(int[][] tokens, int[][] labels) {

    /** Returns the number of tokens. */
    public int size() {
        return tokens.length * tokens[0].length;
    }

    /** Returns rows in the order of time. */
    public static int[] timeMajor(int[][] rows) {
        return IntStream.range(0, rows.length * rows[0].length).map(i -> rows[i % rows.length][i / rows.length]).toArray();
    }
}
