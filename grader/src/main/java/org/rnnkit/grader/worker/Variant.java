package org.rnnkit.grader.worker;

import org.rnnkit.toolkit.Sampling;

/**
 * One of the trainings that an experiment compares.
 *
 * @param label what is different about it, in a few words
 * @param numHiddens hidden units
 * @param numSteps the length of a subsequence
 * @param sampling how minibatches follow each other
 * @param rectified whether ReLU stands in the place of tanh
 * @param clipped whether gradients are clipped at 1
 * @param learningRate of plain gradient descent
 * @param keptMinibatches over how many minibatches the graph is kept before one backward pass and update
 */
public record Variant(String label, int numHiddens, int numSteps, Sampling sampling, boolean rectified, boolean clipped,
        float learningRate, int keptMinibatches) {}
