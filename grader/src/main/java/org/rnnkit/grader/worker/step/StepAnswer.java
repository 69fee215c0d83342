package org.rnnkit.grader.worker.step;

import java.util.Objects;

/**
 * The answer of a worker that has tested a step.
 *
 * @param result the result of the tests
 * @param printed the beginning of what the step's code printed
 * @param reusable whether the worker can test another step: the code left nothing behind
 * @param engineError the reason why the engine does not start, which is not the step's fault; null if it has started
 */
public record StepAnswer(StepResult result, String printed, boolean reusable, String engineError) {

    /** Rejects an answer without a result or a text. */
    public StepAnswer {
        Objects.requireNonNull(result);
        Objects.requireNonNull(printed);
    }

    /** Makes the answer of a worker whose engine does not start. */
    public static StepAnswer withoutEngine(String reason) {
        return new StepAnswer(StepResult.NONE, "", false, reason);
    }
}
