package org.rnnkit.learner.play.worker;

import org.rnnkit.grader.worker.training.EngineChoice;

/**
 * A request to the worker: what to write.
 *
 * @param modelFolder the folder of the trained model
 * @param engine the device and threads to compute with
 * @param concise whether the model is the toolkit's concise model instead of step 5's
 * @param prefix the text to continue
 * @param length the number of characters to write
 */
public record GenerationRequest(String modelFolder, EngineChoice engine, boolean concise, String prefix, int length) {}
