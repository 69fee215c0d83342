package org.rnnkit.grader.worker.training;

import org.rnnkit.toolkit.Sampling;

/**
 * What a training is to be like.
 *
 * @param tokens how many characters of the text it learns from
 * @param batchSize subsequences in a minibatch
 * @param numSteps the length of a subsequence
 * @param numHiddens hidden units
 * @param learningRate of plain stochastic gradient descent
 * @param sampling how minibatches follow each other
 * @param epochs how often it goes through the text
 * @param seed of parameters and minibatches
 */
public record Hyperparameters(int tokens, int batchSize, int numSteps, int numHiddens, float learningRate,
        Sampling sampling, int epochs, int seed) {

    /**
     * Returns the chapter's own figures.
     *
     * @param epochs how often to go through the text
     * @param seed of parameters and minibatches
     * @return the chapter's size, sequential sampling
     */
    public static Hyperparameters ofChapter(int epochs, int seed) {
        return new Hyperparameters(10_000, 32, 35, 512, 1, Sampling.SEQUENTIAL, epochs, seed);
    }
}
