package org.rnnkit.grading;

import java.util.ArrayList;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.rnnkit.toolkit.NotImplementedYet;

/** How one step's tests went in one run. */
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

    Step step() {
        return step;
    }

    int total() {
        return passed + failed + skipped;
    }

    int failures() {
        return failed;
    }

    boolean isPassed() {
        return passed > 0 && failed + skipped == 0;
    }

    boolean isNotStarted() {
        return stub && passed == 0;
    }

    /** Waits for another step: nothing failed, but not everything could run. */
    boolean isWaiting() {
        return !isPassed() && !isNotStarted() && failed == 0;
    }

    String message() {
        return StepMessage.of(failures);
    }
}
