package org.rnnkit.grader.worker.step;

import java.util.List;
import org.rnnkit.grader.worker.MessageBounds;
import org.rnnkit.grader.worker.probe.ProbeAnswer;

/**
 * The answers of a step's code to the questions of the independent check.
 *
 * @param answers one answer for each question, in the same order
 * @param engineError the reason why the engine does not start, which is not the step's fault; null if it has started
 * @param endless the problem of an answer that did not come to an end; null if all did
 */
public record StepAnswers(List<ProbeAnswer> answers, String engineError, TestProblem endless) {

    private static final int MAX_ANSWERS = 100;

    /** Rejects more answers than there can be, because they may be forged. */
    public StepAnswers {
        MessageBounds.require(answers == null || answers.size() <= MAX_ANSWERS, "number of answers");
    }
}
