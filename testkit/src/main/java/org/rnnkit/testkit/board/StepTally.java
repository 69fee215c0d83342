package org.rnnkit.testkit.board;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.platform.engine.TestExecutionResult;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.toolkit.NotImplementedYet;

/** A count of one step's test results in one run. */
final class StepTally {

    private final Step step;
    private int passed;
    private int failed;
    private int skipped;
    private final Set<String> stubs = new HashSet<>();
    private final List<Throwable> failures = new ArrayList<>();
    private String reasonToWait = "";

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
        if (thrown.getCause() instanceof NotImplementedYet missing && missing.stepId().equals(step.id())) {
            stubs.add(missing.method());
        } else if (result.getStatus() == TestExecutionResult.Status.FAILED) {
            failures.add(thrown);
        } else if (reasonToWait.isEmpty()) {
            reasonToWait = String.valueOf(thrown.getMessage());
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
        StubMethods left = StubMethods.thrownBy(step, stubs);
        if (!stubs.isEmpty() && left.isWholeStep() && passed == 0) {
            return StepState.notStarted(step);
        }
        if (!failures.isEmpty()) {
            return StepState.failing(step, failed, passed + failed + skipped, new StepMessage(failures).text()
                    + (stubs.isEmpty() ? "" : "\n" + left.message()));
        }
        return stubs.isEmpty() ? StepState.waiting(step, reasonToWait) : StepState.unfinished(step, left);
    }
}
