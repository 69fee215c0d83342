package org.rnnkit.grader.worker.step;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Predicate;
import org.rnnkit.testkit.failure.Failure;
import org.rnnkit.testkit.failure.FailurePlace;

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

    /**
     * Makes the problem of code that was stopped.
     *
     * @param after when it was stopped, in words
     * @param trace where it was then
     * @param isOfStudent tells for the name of a class whether it belongs to the student
     */
    public static TestProblem endless(String after, StackTraceElement[] trace, Predicate<String> isOfStudent) {
        FailurePlace place = Arrays.stream(trace)
                .filter(frame -> isOfStudent.test(frame.getClassName()) && frame.getFileName() != null).findFirst()
                .map(frame -> new FailurePlace(frame.getFileName(), frame.getLineNumber())).orElse(null);
        return new TestProblem(ProblemKind.ENDLESS, Failure.of("Your code was stopped " + after + ". Is there an endless loop?"
                + (place == null ? "" : " It was at " + place.file() + ":" + place.line() + ".")).at(place), 0, null);
    }
}
