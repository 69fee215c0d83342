package org.rnnkit.learner.play.worker;

/**
 * What a worker is to play with.
 *
 * @param modelFolder where the trained model is
 * @param concise whether it is the toolkit's concise model instead of step 5's
 */
public record PlayStart(String modelFolder, boolean concise) {}
