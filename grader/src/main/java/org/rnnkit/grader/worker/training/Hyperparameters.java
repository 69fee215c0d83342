package org.rnnkit.grader.worker.training;

import org.rnnkit.toolkit.Sampling;

/**
 * The settings of a training.
 *
 * @param tokens the number of characters to learn from, taken from the beginning of the text
 * @param batchSize the number of subsequences in a minibatch
 * @param numSteps the number of tokens in a subsequence
 * @param numHiddens the number of hidden units
 * @param learningRate the learning rate η of plain stochastic gradient descent
 * @param sampling the order of the minibatches
 * @param epochs the number of epochs
 * @param seed the seed of parameters and minibatches
 */
public record Hyperparameters(int tokens, int batchSize, int numSteps, int numHiddens, float learningRate,
        Sampling sampling, int epochs, int seed) {

    /** The chapter's number of epochs. */
    public static final int EPOCHS = 500;
    /** The chapter's number of hidden units. */
    public static final int HIDDENS = 512;
    /** The chapter's number of subsequences in a minibatch. */
    public static final int BATCH_SIZE = 32;
    /** The chapter's number of tokens in a subsequence. */
    public static final int STEPS = 35;
    /** The chapter's number of characters to learn from. */
    public static final int TOKENS = 10_000;

    /** Returns the settings of the chapter about training: its sizes and learning rate, with sequential sampling. */
    public static Hyperparameters ofChapter(int epochs, int seed) {
        return new Hyperparameters(TOKENS, BATCH_SIZE, STEPS, HIDDENS, 1, Sampling.SEQUENTIAL, epochs, seed);
    }

    /** Returns the same settings with another number of epochs. */
    public Hyperparameters withEpochs(int number) {
        return new Hyperparameters(tokens, batchSize, numSteps, numHiddens, learningRate, sampling, number, seed);
    }
}
