package org.rnnkit.grader.verify;

import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.grader.worker.probe.StepParts;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.steps.Step;

/** The questions of one step's independent check, and the comparison of the answers with the expected ones. */
interface StepCheck {

    /**
     * Draws a question.
     *
     * @param draw the source of the random sizes and values
     * @param number the number of the question, from 0; some checks ask different kinds of questions
     * @return the question
     */
    ProbePayload question(Draw draw, int number);

    /**
     * Compares an answer with the expected one.
     *
     * @param question the question
     * @param answer the answer of the step's code, which may be forged and contain anything
     * @throws AnswerMismatch if the answer is wrong
     * @throws RuntimeException if the answer is malformed
     */
    void compare(ProbePayload question, ProbePayload answer);

    /**
     * Finds a step's check by the name of its class.
     *
     * @param step the step
     * @return its check
     * @throws IllegalStateException if the step has no check
     */
    static StepCheck of(Step step) {
        return StepParts.create(StepCheck.class, step.className(), "Check");
    }
}
