package org.rnnkit.learner.experiment.worker;

import ai.djl.nn.recurrent.RNN;
import org.rnnkit.toolkit.Sampling;

/**
 * One of the trainings that an experiment compares.
 *
 * @param label a few words that tell it from the others
 * @param numHiddens the number of hidden units
 * @param numSteps the length of a subsequence
 * @param sampling how minibatches follow each other
 * @param builtIn the activation of DJL's own block, used instead of steps 2 to 5; null to use the steps
 * @param clipped whether gradients are clipped at 1
 */
public record Variant(String label, int numHiddens, int numSteps, Sampling sampling, RNN.Activation builtIn,
        boolean clipped) {

    /**
     * Tells whether this training is another one with, or without, clipping.
     *
     * @param other the other training
     * @return whether all but the clipping and the label is the same
     */
    public boolean differsInClippingOnly(Variant other) {
        return clipped != other.clipped && new Variant(other.label, numHiddens, numSteps, sampling, builtIn, other.clipped)
                .equals(other);
    }
}
