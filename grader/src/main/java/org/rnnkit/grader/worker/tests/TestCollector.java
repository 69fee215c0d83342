package org.rnnkit.grader.worker.tests;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.opentest4j.TestAbortedException;
import org.rnnkit.grader.worker.step.TestResult;
import org.rnnkit.grader.worker.step.TestStatus;
import org.rnnkit.testkit.board.StepMessage;
import org.rnnkit.testkit.board.TestSentence;

/** A listener that collects the result of each test. A container whose tests could not run counts as one test. */
final class TestCollector implements TestExecutionListener {

    /** The failures whose arrays are kept: those that say most. A step can fail hundreds of times with the same mistake. */
    private static final int MAX_COMPARISONS = 5;

    private final FailureMessages problems;
    private final List<Ended> ended = new ArrayList<>();
    private final Map<String, Long> started = new HashMap<>();
    private TestPlan plan;

    TestCollector(FailureMessages problems) {
        this.problems = problems;
    }

    /**
     * A test that has ended.
     *
     * @param name its name for the student
     * @param status its outcome
     * @param thrown the reason if it did not pass; may be null
     * @param seconds its duration
     */
    private record Ended(String name, TestStatus status, Throwable thrown, double seconds) {

        boolean failed() {
            return status == TestStatus.FAILED && thrown != null;
        }
    }

    /** Returns the results. Ask only after the last test, because messages depend on all tests. */
    List<TestResult> results() {
        List<Throwable> failures = ended.stream().filter(Ended::failed).map(Ended::thrown).toList();
        StepMessage message = new StepMessage(failures);
        // Sorting keeps the order of failures with the same rank, so the first of them is the one that the step shows.
        Set<Throwable> compared = Collections.newSetFromMap(new IdentityHashMap<>());
        failures.stream().sorted(Comparator.comparingInt(message::rank)).limit(MAX_COMPARISONS).forEach(compared::add);
        return ended.stream().map(test -> new TestResult(test.name(), test.status(), test.status() == TestStatus.PASSED ? null
                : problems.of(test.thrown(), test.failed() ? message.rank(test.thrown()) : Integer.MAX_VALUE)
                        .withComparison(compared.contains(test.thrown()) ? FailureMessages.comparison(test.thrown()) : null),
                test.seconds())).toList();
    }

    @Override
    public void testPlanExecutionStarted(TestPlan testPlan) {
        plan = testPlan;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        started.put(test.getUniqueId(), System.nanoTime());
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        ended.add(new Ended(name(test), TestStatus.SKIPPED, new TestAbortedException("skipped: " + reason), 0));
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        boolean passed = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
        if (passed && !test.isTest()) {
            return;
        }
        double seconds = (System.nanoTime() - started.getOrDefault(test.getUniqueId(), System.nanoTime())) / 1e9;
        TestStatus status = switch (result.getStatus()) {
            case SUCCESSFUL -> TestStatus.PASSED;
            case ABORTED -> TestStatus.SKIPPED;
            default -> TestStatus.FAILED;
        };
        ended.add(new Ended(name(test), status, result.getThrowable().orElse(null), seconds));
    }

    private String name(TestIdentifier test) {
        return TestSentence.of(test, plan);
    }
}
