package org.rnnkit.grader.worker.step;

import java.util.List;
import org.rnnkit.grader.worker.probe.Answer;

/**
 * What a step's code made of its questions.
 *
 * @param answers one a question
 * @param trouble what kept the worker itself from working; null if nothing did
 */
public record StepAnswers(List<Answer> answers, String trouble) {}
