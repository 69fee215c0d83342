package org.rnnkit.learner.play.worker;

/**
 * The first message to a play worker: the model to write with.
 *
 * @param modelFolder the folder of the trained model
 * @param concise whether the model is the toolkit's concise model instead of step 5's
 */
public record PlayStart(String modelFolder, boolean concise) {}
