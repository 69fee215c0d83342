package org.rnnkit.grader.worker.step;

import java.util.Objects;
import org.rnnkit.grader.worker.MessageBounds;

/**
 * The result of one graded test.
 *
 * @param name the test's name as a student reads it
 * @param status whether the test passed
 * @param problem the reason why it did not pass; null if it passed
 * @param seconds the test's duration
 */
public record TestResult(String name, TestStatus status, TestProblem problem, double seconds) {

    private static final double MAX_SECONDS = 1e6;

    /** Rejects values that no test has. */
    public TestResult {
        MessageBounds.text(name, MessageBounds.NAME);
        Objects.requireNonNull(status);
        MessageBounds.require(seconds >= 0 && seconds <= MAX_SECONDS, "seconds");
    }

    int characters() {
        return name.length() + (problem == null ? 0 : problem.failure().characters());
    }
}
