package org.rnnkit.learner.course;

import org.rnnkit.testkit.steps.Step;

/**
 * A step on the board.
 *
 * @param status the status in the report's words
 * @param words a few words that describe the state
 * @param testing whether it is being tested
 * @param waiting whether it fails only because of a step that it calls
 */
public record Entry(Step step, String status, String words, boolean testing, boolean waiting) {}
