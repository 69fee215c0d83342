package org.rnnkit.grader.worker.training;

/**
 * A request to train a model.
 *
 * @param setup the training's setup
 * @param textFile the file with the cleaned text
 * @param textSource the source of the text
 * @param saveTo the folder for the trained model; null in a grading, which does not save it
 * @param stopFile a file that exists as soon as the user wants no further epoch; null in a grading
 */
public record TrainingRequest(TrainingSetup setup, String textFile, String textSource, String saveTo, String stopFile) {}
