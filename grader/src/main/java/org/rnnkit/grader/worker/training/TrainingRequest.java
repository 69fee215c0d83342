package org.rnnkit.grader.worker.training;

/**
 * What a worker is asked to train.
 *
 * @param settings what the training is like
 * @param engine what to compute with
 * @param concise whether the model is the toolkit's concise one instead of step 5's
 * @param byHand whether step 12 takes the gradient collector's place
 * @param textFile the file with the cleaned text
 * @param textSource where the text came from
 * @param saveTo the folder for the trained model; null if it is not kept
 */
public record TrainingRequest(Hyperparameters settings, EngineChoice engine, boolean concise, boolean byHand,
        String textFile, String textSource, String saveTo) {}
