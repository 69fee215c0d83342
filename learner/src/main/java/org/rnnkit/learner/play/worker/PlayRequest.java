package org.rnnkit.learner.play.worker;

/**
 * One thing to write, of many.
 *
 * @param prefix what to go on from
 * @param length how many characters to write
 * @param temperature 0 for the most likely character each time, 1 for as likely as the model holds it, more for wilder
 */
public record PlayRequest(String prefix, int length, double temperature) {}
