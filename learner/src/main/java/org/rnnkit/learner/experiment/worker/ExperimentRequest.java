package org.rnnkit.learner.experiment.worker;

import java.util.List;
import org.rnnkit.grader.worker.Handover;

/**
 * What a worker is asked to compare.
 *
 * @param variants the trainings
 * @param seeds how often each is run
 * @param epochs how long each is
 * @param textFile the file with the cleaned text
 * @param tokens how many characters of it are used
 * @param handover how the result is handed over
 */
public record ExperimentRequest(List<Variant> variants, int seeds, int epochs, String textFile, int tokens,
        Handover handover) {}
