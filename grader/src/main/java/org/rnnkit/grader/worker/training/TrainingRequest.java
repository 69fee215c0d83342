package org.rnnkit.grader.worker.training;

/**
 * What a worker is asked to train.
 *
 * @param setup the training's setup
 * @param textFile the file with the cleaned text
 * @param textSource where the text came from
 * @param saveTo the folder for the trained model; null if it is not kept
 */
public record TrainingRequest(TrainingSetup setup, String textFile, String textSource, String saveTo) {}
