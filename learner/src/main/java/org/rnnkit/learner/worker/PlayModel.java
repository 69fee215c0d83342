package org.rnnkit.learner.worker;


/**
 * A trained model that writes with steps.
 *
 * @param folder its folder
 * @param kind its kind, a word of ModelFactory
 * @param sampling the full name of the step's class that draws the characters; null to draw them without it
 * @param jar the jar with the steps
 */
public record PlayModel(String folder, String kind, String sampling, String jar) {}
