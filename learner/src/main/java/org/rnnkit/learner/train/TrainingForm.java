package org.rnnkit.learner.train;

import java.util.List;
import org.rnnkit.testkit.steps.Step;

/**
 * The data of the page, for training.jte.
 *
 * @param steps one or two sentences that say whose steps train, and which of them fail
 * @param possible whether a training can start
 * @param gru step 13, if its network can be trained instead; null if not
 * @param runs the trainings that a new one can go on from
 * @param chosen the name of the one to go on from, or the kind of model; empty for the usual training
 * @param usualText the text that ./rnnkit train would take
 */
public record TrainingForm(String steps, boolean possible, Step gru, List<RunRow> runs, String chosen, String usualText,
        TrainingView training) {}
