package org.rnnkit.grader.verify;

import org.rnnkit.grader.worker.probe.Probe;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.grader.worker.probe.StepParts;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.steps.Step;

/**
 * The questions of one step's independent check, and the comparison of the answers with the expected ones. To add a question,
 * draw its values and compare its answer here, and make the call in the step's {@link Probe}; both use the same names for the
 * values. Ask only for what the chapter, the stub's Javadoc or a graded test promises.
 *
 * <p>What needs no expected value is judged by the probe, where it is seen: whether a fact holds, an argument has changed, an
 * array is left on a manager, or a question with {@link Probe#BAD_ARGUMENT} brings an IllegalArgumentException. Code that
 * forges its answer could forge what was seen as well. CatalogueTest fails if a wrong solution passes the check, and
 * VerifierTest if the check misses a change of an answer.
 */
interface StepCheck {

    /**
     * Draws a question.
     *
     * @param number the number of the question, from 0; some checks ask different kinds of questions
     */
    ProbePayload question(Draw draw, int number);

    /**
     * Compares the results in an answer with the expected ones, unless the question has a bad argument.
     *
     * @param answer the answer of the step's code, which may be forged and contain anything
     * @throws AnswerMismatch if the answer is wrong
     * @throws RuntimeException if the answer is malformed
     */
    void compare(ProbePayload question, ProbePayload answer);

    /** Returns the number of questions. */
    default int questions() {
        return 4;
    }

    /**
     * Finds a step's check by the name of its class.
     *
     * @throws IllegalStateException if the step has no check
     */
    static StepCheck of(Step step) {
        return StepParts.create(StepCheck.class, step.className(), "Check");
    }
}
