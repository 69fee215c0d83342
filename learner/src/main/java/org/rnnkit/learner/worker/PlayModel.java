package org.rnnkit.learner.worker;

import java.util.List;

/**
 * A trained model that writes with steps.
 *
 * @param folder its folder
 * @param kind its kind, a word of ModelFactory
 * @param sampling the full name of the step's class that draws the characters; null to draw them without it
 * @param jars the jars with the steps and with the classes that call them
 */
public record PlayModel(String folder, String kind, String sampling, List<String> jars) {}
