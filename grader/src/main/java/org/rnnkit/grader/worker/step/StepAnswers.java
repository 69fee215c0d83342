package org.rnnkit.grader.worker.step;

import java.util.List;
import org.rnnkit.grader.worker.Bounds;
import org.rnnkit.grader.worker.probe.ProbeAnswer;

/**
 * The answers of a step's code to the questions of the independent check.
 *
 * @param answers one answer for each question, in the same order
 * @param engineError the reason why the engine does not start, which is not the step's fault; null if it has started
 */
public record StepAnswers(List<ProbeAnswer> answers, String engineError) {

    private static final int MAX_ANSWERS = 100;

    /** Rejects more answers or a longer reason than there can be, because an answer may be forged. */
    public StepAnswers {
        Bounds.require(answers == null || answers.size() <= MAX_ANSWERS, "number of answers");
        Bounds.require(engineError == null || engineError.length() <= Bounds.MESSAGE, "length of the reason");
    }
}
