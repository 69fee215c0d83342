package org.rnnkit.testkit.board;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.rnnkit.testkit.allowed.Refusal;
import org.rnnkit.testkit.failure.Failure;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.toolkit.NotImplementedYet;

/** A count of one step's test results in one run. */
final class StepTally implements TestExecutionListener {

    final Step step;
    private final Path source;
    private TestPlan plan;
    int passed;
    private int failed;
    private int skipped;
    private final Set<String> stubs = new HashSet<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final List<String> failedTests = new ArrayList<>();
    private String reasonToWait = "";
    private String printed = "";

    /**
     * Makes an empty count.
     *
     * @param module the folder of the module with the step
     */
    StepTally(Step step, Path module) {
        this.step = step;
        this.source = module.resolve(step.sourceFile());
    }

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = started;
    }

    /** Adds the result of a test, or of a class that failed itself, before its tests could run. */
    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest() || result.getStatus() == TestExecutionResult.Status.FAILED) {
            add(TestSentence.of(test, plan), result);
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        skipped++;
    }

    /** Adds the result of a test with this name. */
    void add(String test, TestExecutionResult result) {
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
            failedTests.add(test);
        } else if (reasonToWait.isEmpty()) {
            reasonToWait = String.valueOf(thrown.getMessage());
        }
    }

    /** Adds what a test's code has printed. Only the first that prints is kept: the others mostly print the same. */
    void addPrinted(String text) {
        if (printed.isBlank()) {
            printed = text;
        }
    }

    /** Returns the state of the step. It waits for another step if no test failed but some could not run. */
    StepState state() {
        if (passed > 0 && failed + skipped == 0) {
            return StepState.passed(step);
        }
        Optional<StubLine> leftLine = leftLine();
        if (leftLine.isPresent()) {
            return StepState.wrong(step, StubLine.WORDS, leftLine.get().failure().text());
        }
        StubMethods left = StubMethods.thrownBy(step, stubs);
        if (!stubs.isEmpty() && left.isWholeStep() && passed == 0) {
            return StepState.notStarted(step);
        }
        if (!failures.isEmpty()) {
            String message = shown().text(step);
            return Refusal.isMessage(message) ? StepState.refused(step, message)
                    : StepState.failing(step, failed, passed + failed + skipped, message);
        }
        return stubs.isEmpty() ? StepState.waiting(step, reasonToWait)
                : StepState.wrong(step, left.words(), left.message());
    }

    /** Finds the stub's line, if it has thrown and code is written beside it. */
    private Optional<StubLine> leftLine() {
        try {
            return stubs.isEmpty() ? Optional.empty()
                    : StubLine.leftIn(source.getFileName().toString(), SourceEncoding.read(source), false);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Returns the failure that is shown, with the methods that are stubs. */
    private Failure shown() {
        return new StepMessage(failures).shown().orElseThrow()
                .with(stubs.isEmpty() ? "" : StubMethods.thrownBy(step, stubs).message());
    }

    /** Returns the part of the page about the step. Ask only after the last test. */
    PageEntry pageEntry() {
        List<StackTraceElement> trace = new StepMessage(failures).failure().map(shown -> List.of(shown.getStackTrace()))
                .orElse(List.of());
        Failure shown = leftLine().map(StubLine::failure).orElseGet(() -> failures.isEmpty() ? null : shown());
        return new PageEntry(state(), shown, trace, printed,
                IntStream.range(0, failures.size()).mapToObj(i -> new FailedTest(failedTests.get(i),
                        StepMessage.data(failures.get(i)).text())).toList());
    }
}
