package org.rnnkit.grader.verify;

import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.testkit.Draw;

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

    /** Returns a step's check. */
    static StepCheck of(int number) {
        return switch (number) {
            case 1 -> new OneHotCheck();
            case 2 -> new ParametersCheck();
            case 3 -> new StateCheck();
            case 4 -> new RnnCheck();
            case 5 -> new ModelCheck();
            case 6 -> new PredictionCheck();
            case 7 -> new ClippingCheck();
            case 8 -> new EpochCheck();
            case 9 -> new TrainingCheck();
            case 10 -> new SamplingCheck();
            case 11 -> new EmbeddingCheck();
            case 12 -> new BackwardCheck();
            case 13 -> new GruCheck();
            default -> throw new IllegalArgumentException("there is no step " + number);
        };
    }
}
