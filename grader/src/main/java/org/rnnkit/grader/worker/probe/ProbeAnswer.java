package org.rnnkit.grader.worker.probe;

import org.rnnkit.grader.worker.MessageBounds;

/**
 * The answer of a step's code to one question.
 *
 * @param values the results; null after a failure
 * @param failure the reason of a failure; empty if there are results
 */
public record ProbeAnswer(ProbePayload values, String failure) {

    private static final int MAX_TEXT = 20_000;

    /** Rejects longer texts than there can be, because an answer may be forged. */
    public ProbeAnswer {
        MessageBounds.require(values == null || values.texts().values().stream()
                .allMatch(text -> text == null || text.length() <= MAX_TEXT), "length of a text");
    }
}
