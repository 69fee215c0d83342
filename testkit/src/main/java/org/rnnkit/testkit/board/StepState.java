package org.rnnkit.testkit.board;

import java.util.regex.Pattern;
import org.rnnkit.testkit.steps.Step;

/**
 * The state of a step on the board that a student reads. In a report, a step has a status instead.
 *
 * @param step the step
 * @param kind the kind of state
 * @param words a few words that describe the state
 * @param message the message that helps most; empty if no test failed
 */
public record StepState(Step step, StepStateKind kind, String words, String message) {

    /** The words for a step that no test has run for yet. */
    public static final String NOT_TESTED = "not tested";

    private static final Pattern OTHER_STEP = Pattern.compile("[Ss]tep ([1-9]\\d*)");

    /**
     * Makes the state of a step whose tests pass.
     *
     * @param step the step
     * @return its state
     */
    public static StepState passed(Step step) {
        return new StepState(step, StepStateKind.PASSED, "passed", "");
    }

    /**
     * Makes the state of a step that is still the stub.
     *
     * @param step the step
     * @return its state
     */
    public static StepState notStarted(Step step) {
        return new StepState(step, StepStateKind.NOT_STARTED, "not started", "");
    }

    /**
     * Makes the state of a step that needs another one.
     *
     * @param step the step
     * @param message what helps most; the other step is the first that it names, if it names one
     * @return its state
     */
    public static StepState waiting(Step step, String message) {
        String other = OTHER_STEP.matcher(message).results().map(found -> found.group(1))
                .filter(number -> !number.equals(String.valueOf(step.number()))).findFirst()
                .map(number -> "step " + number).orElse("another step");
        return new StepState(step, StepStateKind.WAITING, "waits for " + other, message);
    }

    /**
     * Makes the state of a step with failing tests.
     *
     * @param step the step
     * @param failed how many tests fail
     * @param all how many tests there are
     * @param message what helps most
     * @return its state
     */
    public static StepState failing(Step step, long failed, long all, String message) {
        return wrong(step, failed + " of " + all + " tests fail", message);
    }

    /**
     * Makes the state of a step whose tests did not run, because of what it uses.
     *
     * @param step the step
     * @param message the message for the student
     * @return the state
     */
    public static StepState refused(Step step, String message) {
        return wrong(step, "refused", message);
    }

    /**
     * Makes the state of a step that is not right for another reason than a failing test.
     *
     * @param step the step
     * @param words the reason in a few words
     * @param message what helps most
     * @return its state
     */
    public static StepState wrong(Step step, String words, String message) {
        return new StepState(step, StepStateKind.WRONG, words, message);
    }

    /**
     * Tells whether the step passes.
     *
     * @return whether all tests pass
     */
    public boolean isPassed() {
        return kind == StepStateKind.PASSED;
    }
}
