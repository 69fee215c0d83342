package org.rnnkit.grader.worker;

/**
 * What was seen of an epoch from outside.
 *
 * @param meanNorm the gradients' norm before clipping, over the epoch's minibatches; NaN if it was not to be seen
 * @param maxNorm the largest of them; NaN if there is none
 * @param clipped the share of minibatches whose norm was above 1
 * @param sample what the model writes by now; null in most epochs
 */
public record EpochTrace(double meanNorm, double maxNorm, double clipped, String sample) {}
