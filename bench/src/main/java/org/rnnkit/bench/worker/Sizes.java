package org.rnnkit.bench.worker;

/**
 * The size of a training.
 *
 * @param hidden hidden units
 * @param batchSize subsequences in a minibatch
 * @param numSteps tokens in a subsequence
 * @param tokens tokens of the text
 */
public record Sizes(int hidden, int batchSize, int numSteps, int tokens) {

    /** The chapter's. */
    public static final Sizes CHAPTER = new Sizes(512, 32, 35, 10_000);

    /** These, with another number of hidden units. */
    public Sizes withHidden(int units) {
        return new Sizes(units, batchSize, numSteps, tokens);
    }

    /** These, with other minibatches. */
    public Sizes withBatchSize(int rows) {
        return new Sizes(hidden, rows, numSteps, tokens);
    }

    /** These, with another length of text. */
    public Sizes withTokens(int length) {
        return new Sizes(hidden, batchSize, numSteps, length);
    }
}
