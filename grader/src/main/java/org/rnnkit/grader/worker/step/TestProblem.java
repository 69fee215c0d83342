package org.rnnkit.grader.worker.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Predicate;
import org.rnnkit.grader.worker.MessageBounds;

/**
 * The reason why a test did not pass.
 *
 * @param message the problem in words
 * @param rank how well the message explains the whole step; 0 is best
 * @param place the line of the step's code that caused the problem; null if it is not known
 * @param stub the method that is still the stub; null if the problem is another
 * @param comparison the wrong array and the right one; null if the problem is another. It has no type, because a worker
 *     does not have the testkit's classes before it gets the tests
 */
public record TestProblem(ProblemKind kind, String message, int rank, FailurePlace place, String stub,
        @JsonDeserialize(using = ShortJson.class) JsonNode comparison) {

    /** The longest comparison, in characters of JSON; one of the kit's has at most 192 values a side. */
    static final int MAX_COMPARISON = 20_000;

    /** Rejects values that no problem has. */
    public TestProblem {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(message);
        MessageBounds.require(TestResult.characters(comparison) <= MAX_COMPARISON, "comparison");
    }

    /** Makes a problem that is neither a stub nor about an array. */
    public TestProblem(ProblemKind kind, String message, int rank, FailurePlace place) {
        this(kind, message, rank, place, null, null);
    }

    /** Makes a problem with the lowest rank and without a place. */
    public TestProblem(ProblemKind kind, String message) {
        this(kind, message, Integer.MAX_VALUE, null);
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
        return new TestProblem(ProblemKind.ENDLESS, "Your code was stopped " + after + ". Is there an endless loop?"
                + (place == null ? "" : " It was at " + place.file() + ":" + place.line() + "."), 0, place);
    }

    /** Adds the wrong array and the right one, unless they are null or too long. */
    public TestProblem withComparison(JsonNode arrays) {
        return new TestProblem(kind, message, rank, place, stub,
                TestResult.characters(arrays) <= MAX_COMPARISON ? arrays : null);
    }
}
