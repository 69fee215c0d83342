package org.rnnkit.learner.play.worker;

import org.rnnkit.grader.worker.Handover;

/**
 * What a worker is to play with.
 *
 * @param modelFolder where the trained model is
 * @param concise whether it is the toolkit's concise model instead of step 5's
 * @param handover how it says that it is ready, and why it ended
 */
public record PlayStart(String modelFolder, boolean concise, Handover handover) {}
