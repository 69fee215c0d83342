package org.rnnkit.learner.showcase.worker;

/**
 * A request to the worker: what to show.
 *
 * @param step the number of the step
 * @param className the name of the step's class
 * @param text the learner's text, such as a name or a prefix; empty if the showcase has no field for it
 * @param number the learner's number, such as θ; 0 if the showcase has no field for it
 */
public record ShowcaseRequest(int step, String className, String text, double number) {}
