package org.rnnkit.grader.worker.step;

import java.util.Arrays;
import java.util.function.Predicate;
import org.rnnkit.testkit.failure.Failure;
import org.rnnkit.testkit.failure.FailurePlace;

/** The words about a test that was stopped, because its code does not end: after what, and at which line it was. */
public final class EndlessLoop {

    private EndlessLoop() {}

    /**
     * Makes the problem of a step that was stopped.
     *
     * @param after when it was stopped, in words
     * @param trace where it was then
     * @param isOfStudent tells for the name of a class whether it belongs to the student
     */
    public static TestProblem problem(String after, StackTraceElement[] trace, Predicate<String> isOfStudent) {
        FailurePlace place = Arrays.stream(trace)
                .filter(frame -> isOfStudent.test(frame.getClassName()) && frame.getFileName() != null).findFirst()
                .map(frame -> new FailurePlace(frame.getFileName(), frame.getLineNumber())).orElse(null);
        return new TestProblem(ProblemKind.ENDLESS, Failure.of("Your code was stopped " + after + ". Is there an endless loop?"
                + (place == null ? "" : " It was at " + place.file() + ":" + place.line() + ".")).at(place), 0, null);
    }
}
