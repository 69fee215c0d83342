package org.rnnkit.grader.worker.probe;

import org.rnnkit.grader.worker.Bounds;

/**
 * The answer of a step's code to one question.
 *
 * @param values the results; null after a failure
 * @param failure the reason of a failure; empty if there are results
 */
public record ProbeAnswer(ProbePayload values, String failure) {

    /** Rejects a longer reason or text than there can be, because an answer may be forged. */
    public ProbeAnswer {
        Bounds.require(values == null || values.texts() == null || values.texts().values().stream()
                .allMatch(text -> text == null || text.length() <= Bounds.MESSAGE), "length of a text");
        Bounds.require(failure == null || failure.length() <= Bounds.MESSAGE, "length of the reason");
    }
}
