package org.rnnkit.grader.worker.step;

import java.util.List;

/**
 * The results of a step's graded tests.
 *
 * @param tests the result of every test that was run or skipped
 * @param end the problem that ended the run before the last test; null if there was none
 */
public record StepResult(List<TestResult> tests, TestResult.Problem end) {

    /** Copies the list, so that nobody can change it. A missing list becomes an empty one. */
    public StepResult {
        tests = tests == null ? List.of() : List.copyOf(tests);
    }
}
