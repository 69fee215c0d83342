package org.rnnkit.learner.play;

/**
 * What the model does and has written, for play-state.jte and play-text.jte.
 *
 * @param words what the model does, as a sentence
 * @param active whether it is loaded now or writes, so that it can be stopped
 * @param message the reason of a failure; empty if there was none
 */
public record PlayAnswer(String words, boolean active, String beginning, String written, String message) {}
