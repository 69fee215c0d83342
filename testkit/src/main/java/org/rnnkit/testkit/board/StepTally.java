package org.rnnkit.testkit.board;

import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.toolkit.NotImplementedYet;

/** A count of one step's test results in one run. */
final class StepTally {

    private final Step step;
    private int passed;
    private int failed;
    private int skipped;
    private boolean stub;
    private final List<Throwable> failures = new ArrayList<>();

    StepTally(Step step) {
        this.step = step;
    }

    void add(TestExecutionResult result) {
        switch (result.getStatus()) {
            case SUCCESSFUL -> passed++;
            case FAILED -> failed++;
            default -> skipped++;
        }
        Throwable thrown = result.getThrowable().orElse(null);
        if (thrown == null) {
            return;
        }
        stub |= thrown.getCause() instanceof NotImplementedYet missing && missing.stepId().equals(step.id());
        if (result.getStatus() == TestExecutionResult.Status.FAILED) {
            failures.add(thrown);
        }
    }

    void addSkipped() {
        skipped++;
    }

    /** Returns the state of the step. It waits for another step if no test failed but some could not run. */
    StepState state() {
        if (passed > 0 && failed + skipped == 0) {
            return StepState.passed(step);
        }
        if (stub && passed == 0) {
            return StepState.notStarted(step);
        }
        if (failed == 0) {
            return StepState.waiting(step, "");
        }
        return StepState.failing(step, failed, passed + failed + skipped, new StepMessage(failures).text());
    }
}
