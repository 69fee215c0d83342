package org.rnnkit.grader.verify;

import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.testkit.Draw;

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

    /** Returns the check of the step with this number. */
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
