package org.rnnkit.learner.worker;

/**
 * A request to the process that writes.
 *
 * @param modelFolder the folder of the trained model, the same in each request
 * @param model the kind of model
 * @param sampling the full name of the step's class that draws the characters; null to draw them without it
 */
public record PlayCall(String modelFolder, String model, String sampling, PlayRequest request) {}
