package org.rnnkit.grader.verify;

import java.util.Map;
import org.rnnkit.grader.verify.AnswerAssert.AnswerMismatch;
import org.rnnkit.grader.worker.probe.Probe;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.steps.Step;

/**
 * The questions of one step's independent check, and the comparison of the answers with the expected ones. To add a question,
 * draw its values and compare its answer here, and make the call in the step's {@link Probe}; both use the same names for the
 * values. Ask only for what the chapter, the stub's Javadoc or a graded test promises.
 *
 * <p>What a call does beside its results is seen in the same way for all steps: the probe's arguments read the question's
 * arrays again after the call and count the arrays that it leaves on a manager; a question with {@link Probe#BAD_ARGUMENT}
 * expects an IllegalArgumentException. CatalogueTest fails if a wrong solution passes the check, and VerifierTest if the check
 * misses a change of an answer.
 */
interface StepCheck {

    /**
     * Draws a question.
     *
     * @param number the number of the question, from 0; some checks ask different kinds of questions
     */
    ProbePayload question(Draw draw, int number);

    /**
     * Compares the results in an answer with the expected ones.
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

    /** Tells whether the call may change or close an array of the question. If not, the probe reads it again after the call. */
    default boolean mayChange(String array) {
        return false;
    }

    /** Returns how many arrays the call must leave on each manager that the probe watches, by the manager's name. */
    default Map<String, Integer> leftOn(ProbePayload question) {
        return Map.of();
    }

    /**
     * Checks what only this step's probe has seen beside the results: arrays that were left open or belong to a wrong manager,
     * operations that are not safe.
     */
    default void compareSideEffects(ProbePayload question, ProbePayload answer) {}

    /** Judges the results in an answer. If an argument was bad, only the exception counts. */
    default void judgeResults(ProbePayload question, ProbePayload answer) {
        String bad = question.text(Probe.BAD_ARGUMENT);
        if (bad == null) {
            compare(question, answer);
        } else {
            AnswerAssert.thrown(bad, answer);
        }
    }

    /** Judges what the call has done beside its results. */
    default void judgeSideEffects(ProbePayload question, ProbePayload answer) {
        if (question.texts().containsKey(Probe.BAD_ARGUMENT)) {
            return;
        }
        compareSideEffects(question, answer);
        question.arrays().forEach((name, array) -> AnswerAssert.that(mayChange(name)
                || AnswerAssert.isSame(array, answer.array(Probe.after(name))),
                "the call changed, closed or moved an argument: " + name));
        leftOn(question).forEach((owner, number) -> AnswerAssert.left(owner, answer, number));
    }

    /**
     * Finds a step's check by the name of its class.
     *
     * @throws IllegalStateException if the step has no check
     */
    static StepCheck of(Step step) {
        return Probe.StepParts.create(StepCheck.class, step.className(), "Check");
    }
}
