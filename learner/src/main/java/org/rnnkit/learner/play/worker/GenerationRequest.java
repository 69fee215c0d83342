package org.rnnkit.learner.play.worker;

import org.rnnkit.grader.worker.training.TrainingSetup.EngineChoice;

/**
 * A request to the worker: what to write.
 *
 * @param modelFolder the folder of the trained model
 * @param engine the device and threads to compute with
 * @param concise whether the model is the toolkit's concise model instead of step 5's
 * @param prefix the text to continue
 * @param length the number of characters to write
 * @param temperature 0 takes the most likely character each time, 1 draws with the model's probabilities, more is wilder
 * @param sampling the full name of the step's class that draws the characters; null to draw them without it
 */
public record GenerationRequest(String modelFolder, EngineChoice engine, boolean concise, String prefix, int length,
        double temperature, String sampling) {}
