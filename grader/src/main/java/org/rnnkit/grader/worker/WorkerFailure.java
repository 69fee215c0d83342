package org.rnnkit.grader.worker;

import java.util.Objects;

/**
 * The reason why a worker did not finish.
 *
 * @param source the part that caused the failure
 * @param message the reason in words
 */
public record WorkerFailure(FailureSource source, String message) {

    /** Rejects a failure without a source or message, because it may be forged. */
    public WorkerFailure {
        Objects.requireNonNull(source);
        Objects.requireNonNull(message);
    }
}
