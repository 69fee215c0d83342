package org.rnnkit.learner.worker;

/**
 * The first message to the process: the model to write with.
 *
 * @param modelFolder the folder of the trained model
 * @param model the kind of model
 * @param sampling the full name of the step's class that draws the characters; null to draw them without it
 */
public record PlayStart(String modelFolder, String model, String sampling) {}
