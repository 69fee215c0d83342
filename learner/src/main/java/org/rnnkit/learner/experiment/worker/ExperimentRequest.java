package org.rnnkit.learner.experiment.worker;

import java.util.List;

/**
 * What a worker is asked to compare.
 *
 * @param variants the trainings
 * @param seeds how often each is run
 * @param epochs how long each is
 * @param textFile the file with the cleaned text
 * @param tokens how many characters of it are used
 */
public record ExperimentRequest(List<Variant> variants, int seeds, int epochs, String textFile, int tokens) {}
