package org.rnnkit.bench.worker;

/**
 * The sizes of a training.
 *
 * @param hidden the number of hidden units
 * @param batchSize the number of subsequences in a minibatch
 * @param numSteps the number of tokens in a subsequence
 * @param tokens the number of tokens of the text
 */
public record Sizes(int hidden, int batchSize, int numSteps, int tokens) {

    /** The sizes of the chapter about training. */
    public static final Sizes CHAPTER = new Sizes(512, 32, 35, 10_000);

    /** Returns these sizes with another number of hidden units. */
    public Sizes withHidden(int units) {
        return new Sizes(units, batchSize, numSteps, tokens);
    }

    /** Returns these sizes with another number of rows in a minibatch. */
    public Sizes withBatchSize(int rows) {
        return new Sizes(hidden, rows, numSteps, tokens);
    }

    /** Returns these sizes with another length of text. */
    public Sizes withTokens(int length) {
        return new Sizes(hidden, batchSize, numSteps, length);
    }
}
