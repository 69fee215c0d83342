/**
 * The worker that trains a model with nine steps. Its request has a {@code TrainingSetup}; its {@code TrainingAnswer} has what
 * the steps returned and what an {@code EpochRecorder} measured. {@code ByHandTraining} is the training of step 12.
 */
package org.rnnkit.grader.worker.training;
