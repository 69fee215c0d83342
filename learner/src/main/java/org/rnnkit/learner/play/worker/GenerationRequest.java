package org.rnnkit.learner.play.worker;

import org.rnnkit.grader.worker.training.EngineChoice;

/**
 * What a worker is asked to write.
 *
 * @param modelFolder where the trained model is
 * @param engine what to compute with
 * @param concise whether it is the toolkit's concise model instead of step 5's
 * @param prefix what to go on from
 * @param length how many characters to write
 */
public record GenerationRequest(String modelFolder, EngineChoice engine, boolean concise, String prefix, int length) {}
