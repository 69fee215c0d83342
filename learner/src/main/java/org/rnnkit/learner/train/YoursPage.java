package org.rnnkit.learner.train;

import java.util.List;
import org.rnnkit.grader.worker.training.Excerpt;
import org.rnnkit.testkit.steps.Step;

/**
 * The data of the page of one training, for yours.jte.
 *
 * @param textNote what to know about the text; empty if there is nothing
 * @param excerpt a text that the model has read; null if the folder has none
 * @param curves its curve beside those of the trainings before it
 * @param steps the nine steps
 * @param gru step 13, if its network can be trained instead; null if not
 */
public record YoursPage(RunRow run, String textNote, Excerpt excerpt, RunComparison curves, List<Step> steps, Step gru) {}
