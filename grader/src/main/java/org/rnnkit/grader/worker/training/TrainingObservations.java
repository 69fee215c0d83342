package org.rnnkit.grader.worker.training;

/**
 * Observations that the kit's own code makes during a graded training, beside the steps: see {@link ParameterWatch} and
 * {@link MinibatchTimer}. They come from the process that runs student code, which can forge them.
 *
 * @param updates the number of calls of the kit's updater
 * @param otherChanges how often the parameters had changed between two updates, or before the first or after the last one
 * @param largestNorm the largest norm of the gradients at an update; 0 without updates
 * @param largestFirstValue the largest absolute value of a parameter before the training
 * @param minibatchSeconds how long one minibatch takes forward and backward, without steps 7 to 9; NaN if not measured
 */
public record TrainingObservations(long updates, long otherChanges, double largestNorm, double largestFirstValue,
        double minibatchSeconds) {}
