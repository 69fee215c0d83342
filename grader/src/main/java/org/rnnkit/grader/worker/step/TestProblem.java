package org.rnnkit.grader.worker.step;

import java.util.Objects;
import org.rnnkit.testkit.failure.Failure;

/**
 * The reason why a test did not pass.
 *
 * @param failure the reason, as data
 * @param rank how well the failure explains the whole step; 0 is best
 * @param stub the method that is still the stub; null if the problem is another
 */
public record TestProblem(ProblemKind kind, Failure failure, int rank, String stub) {

    /** Rejects a problem without a kind or a failure. */
    public TestProblem {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(failure);
    }

    /** Makes a problem with the lowest rank and without a place. */
    public TestProblem(ProblemKind kind, String message) {
        this(kind, Failure.of(message), Integer.MAX_VALUE, null);
    }

    /** Leaves out the wrong array and the right one. */
    public TestProblem withoutComparison() {
        return new TestProblem(kind, failure.withComparison(null), rank, stub);
    }
}
