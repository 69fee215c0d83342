package org.rnnkit.grader.verify;

import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.grader.worker.probe.StepParts;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.steps.Step;

/** What a step is asked, and what it must answer. */
interface StepCheck {

    /**
     * Draws a question.
     *
     * @param draw where sizes and values come from
     * @param number which of the step's questions, from 0; some differ in kind
     * @return the question
     */
    ProbePayload question(Draw draw, int number);

    /**
     * Compares.
     *
     * @param question the question
     * @param answer what the step's code made of it; nothing about it can be relied on
     * @throws AnswerMismatch if it is not right
     */
    void compare(ProbePayload question, ProbePayload answer);

    /**
     * Returns a step's check, which is named after its class.
     *
     * @param step the step
     * @return its check
     * @throws IllegalStateException if there is none
     */
    static StepCheck of(Step step) {
        return StepParts.create(StepCheck.class, step.className(), "Check");
    }
}
