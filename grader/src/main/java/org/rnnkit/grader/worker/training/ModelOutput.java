package org.rnnkit.grader.worker.training;

/**
 * The state and probabilities of a model after a token.
 *
 * @param state the hidden state, [numHiddens]
 * @param probabilities the probability of each token to come next, [vocabSize]
 */
public record ModelOutput(double[] state, double[] probabilities) {}
