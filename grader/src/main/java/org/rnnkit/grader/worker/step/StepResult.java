package org.rnnkit.grader.worker.step;

import java.util.List;

/**
 * What a worker found out about a step.
 *
 * @param tests every test that was come across
 * @param end why the tests could not be run to the end; null if they were
 */
public record StepResult(List<TestResult> tests, TestResult.Problem end) {

    /** Keeps its own copy of the list. */
    public StepResult {
        tests = tests == null ? List.of() : List.copyOf(tests);
    }
}
