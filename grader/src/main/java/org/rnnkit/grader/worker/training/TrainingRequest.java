package org.rnnkit.grader.worker.training;

/**
 * A request to train a model.
 *
 * @param settings the training's settings
 * @param engine the device and the number of threads
 * @param concise whether to train the toolkit's concise model instead of step 5's
 * @param byHand whether step 12 computes the gradients instead of the gradient collector
 * @param textFile the file with the cleaned text
 * @param textSource the source of the text
 * @param saveTo the folder for the trained model; null in a grading, which does not save it
 */
public record TrainingRequest(TrainingSetup setup, String textFile, String textSource, String saveTo) {}
