/**
 * Training with the nine steps of a submission, in a worker process. {@code GradedTraining} follows its plan: a
 * {@code TrainingProcess} sends a request to the worker and gets its answer, a {@code TrainedModel} measures the parameters in
 * it, and the result is a {@code TrainingReport}.
 */
package org.rnnkit.grader.training;

