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
            case 1 -> new OneHotEncodingCheck();
            case 2 -> new RnnParametersCheck();
            case 3 -> new HiddenStateCheck();
            case 4 -> new RnnForwardCheck();
            case 5 -> new RnnModelScratchCheck();
            case 6 -> new PredictionCheck();
            case 7 -> new GradientClippingCheck();
            case 8 -> new EpochTrainingCheck();
            case 9 -> new TrainingCheck();
            case 10 -> new TemperatureSamplingCheck();
            case 11 -> new EmbeddingForwardCheck();
            case 12 -> new RnnBackwardCheck();
            case 13 -> new GruForwardCheck();
            default -> throw new IllegalArgumentException("there is no step " + number);
        };
    }
}
