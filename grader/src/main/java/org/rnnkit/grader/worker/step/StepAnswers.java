package org.rnnkit.grader.worker.step;

import java.util.List;
import org.rnnkit.grader.worker.probe.ProbeAnswer;

/**
 * What a step's code made of its questions.
 *
 * @param answers one a question
 * @param trouble what kept the worker itself from working; null if nothing did
 */
public record StepAnswers(List<ProbeAnswer> answers, String trouble) {}
