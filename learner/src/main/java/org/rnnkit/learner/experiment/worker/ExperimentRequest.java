package org.rnnkit.learner.experiment.worker;

import java.util.List;

/**
 * A request to the worker: the trainings to compare.
 *
 * @param variants the trainings
 * @param seeds the number of runs of each
 * @param epochs the number of epochs of each run
 * @param textFile the file with the cleaned text
 * @param tokens the number of its characters that are used
 */
public record ExperimentRequest(List<Variant> variants, int seeds, int epochs, String textFile, int tokens) {}
