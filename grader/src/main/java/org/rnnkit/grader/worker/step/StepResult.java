package org.rnnkit.grader.worker.step;

import java.util.List;
import org.rnnkit.grader.worker.MessageBounds;

/**
 * The results of a step's graded tests, as a worker sends them to the grader. Each part rejects values that it can't have.
 *
 * @param tests the result of every test that was run or skipped
 * @param end the problem that ended the run before the last test; null if there was none
 */
public record StepResult(List<TestResult> tests, TestProblem end) {

    /** The result of tests that did not run. */
    static final StepResult NONE = new StepResult(List.of(), null);

    private static final int MAX_TESTS = 300;
    /** The most characters of all names and failures together: enough for a long failure in each test of a step. */
    private static final int MAX_CHARACTERS = 550_000;

    /** Copies the list. Rejects more results or longer texts than a step has. */
    public StepResult {
        tests = List.copyOf(tests);
        MessageBounds.require(tests.size() <= MAX_TESTS, "number of tests");
        MessageBounds.require(tests.stream().mapToInt(TestResult::characters).sum() <= MAX_CHARACTERS, "length of all texts");
    }

    /** Tells whether the code was stopped, because it did not come to an end. */
    public boolean wasStopped() {
        return end != null && end.kind() == ProblemKind.ENDLESS;
    }

    /**
     * Compares the tests' durations, which the student's code can forge, with the grader's clock.
     *
     * @param seconds the time that the worker ran
     * @return this result; without durations if they are longer together than the worker ran
     */
    public StepResult within(double seconds) {
        return tests.stream().mapToDouble(TestResult::seconds).sum() <= seconds ? this
                : new StepResult(tests.stream().map(test -> new TestResult(test.name(), test.status(), test.problem(), 0))
                        .toList(), end);
    }
}
