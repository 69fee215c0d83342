package org.rnnkit.grader.worker.tests;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.opentest4j.TestAbortedException;
import org.rnnkit.grader.worker.ThrowableMessages;
import org.rnnkit.grader.worker.step.EndlessLoop;
import org.rnnkit.grader.worker.step.StepResult;
import org.rnnkit.grader.worker.step.ProblemKind;
import org.rnnkit.grader.worker.step.TestProblem;
import org.rnnkit.grader.worker.step.TestResult;
import org.rnnkit.grader.worker.step.TestStatus;
import org.rnnkit.grader.worker.step.TestsRequest;
import org.rnnkit.testkit.board.StepFailure;
import org.rnnkit.testkit.board.StepMessage;
import org.rnnkit.testkit.board.TestSentence;
import org.rnnkit.testkit.failure.Failure;
import org.rnnkit.testkit.failure.FailurePlace;
import org.rnnkit.testkit.junit.Causes;
import org.rnnkit.testkit.junit.StepExtension;
import org.rnnkit.testkit.limit.WorkLimit;
import org.rnnkit.toolkit.NotImplementedYet;

/**
 * A run of a step's graded tests with JUnit. If a test does not come to an end, the consumer gets the result of the tests until
 * then, on another thread, and ends the process.
 */
public final class TestRun {

    private final TestsRequest request;
    private final ClassLoader classes;
    private final Consumer<StepResult> endless;

    /**
     * Describes a run.
     *
     * @param classes has the step's classes and the tests
     */
    public TestRun(TestsRequest request, ClassLoader classes, Consumer<StepResult> endless) {
        this.request = request;
        this.classes = classes;
        this.endless = endless;
    }

    /** Runs the tests. */
    public StepResult run() {
        FailureMessages problems = new FailureMessages(request);
        TestCollector collector = new TestCollector(problems, request, endless);
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try {
            Thread.currentThread().setContextClassLoader(classes);
            run(collector);
            return new StepResult(collector.results(), null);
        } catch (RuntimeException | Error e) {
            return new StepResult(collector.results(), problems.of(e, Integer.MAX_VALUE));
        } finally {
            collector.limit.stop();
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private void run(TestCollector collector) {
        // JUnit must not load test engines or listeners from the class path, where a submission's classes are.
        LauncherConfig config = LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .addTestEngines(new JupiterTestEngine())
                .addTestExecutionListeners(collector)
                .build();
        List<? extends DiscoverySelector> tests = request.testClasses().stream()
                .map(name -> DiscoverySelectors.selectClass(classes, name)).toList();
        LauncherDiscoveryRequest plan = LauncherDiscoveryRequestBuilder.request()
                .selectors(tests)
                .filters(TagFilter.includeTags(request.tag()))
                // The request decides the order of the test classes; this overrides the order in a configuration file.
                .configurationParameter("junit.jupiter.testclass.order.default", "")
                .configurationParameter("rnnkit.test.seconds", "0") // the collector has the limit
                .configurationParameter("rnnkit.seed", String.valueOf(request.seed()))
                .configurationParameter(StepExtension.CHECKED, "true")
                .configurationParameter(StepExtension.LIST, String.valueOf(request.listOnly()))
                .build();
        LauncherFactory.create(config).execute(plan);
    }

    /** A listener that collects the result of each test. A container whose tests could not run counts as one test. */
    private static final class TestCollector implements TestExecutionListener {

        private final FailureMessages problems;
        private final WorkLimit limit;
        private final List<EndedTest> ended = new ArrayList<>();
        private final Map<String, Long> started = new HashMap<>();
        private TestPlan plan;

        TestCollector(FailureMessages problems, TestsRequest request, Consumer<StepResult> endless) {
            this.problems = problems;
            this.limit = WorkLimit.start(request.seconds(), (after, trace) -> endless.accept(
                    new StepResult(results(), EndlessLoop.problem(after, trace, problems::isOfStudent))));
        }

        /** A test that has ended; the throwable is the reason if it did not pass, and may be null. */
        private record EndedTest(String name, TestStatus status, Throwable thrown, double seconds) {

            boolean failed() {
                return status == TestStatus.FAILED && thrown != null;
            }
        }

        /** Returns the results. Ask only after the last test, because messages depend on all tests. */
        List<TestResult> results() {
            List<Throwable> failures = ended.stream().filter(EndedTest::failed).map(EndedTest::thrown).toList();
            StepMessage message = new StepMessage(failures);
            Throwable shown = message.failure().orElse(null);
            return ended.stream().map(test -> {
                int rank = test.failed() ? message.rank(test.thrown()) : Integer.MAX_VALUE;
                TestProblem problem = test.status() == TestStatus.PASSED ? null : problems.of(test.thrown(), rank);
                // A step can fail hundreds of times with the same mistake, and only one failure's arrays are drawn.
                return new TestResult(test.name(), test.status(), problem == null || test.thrown() == shown ? problem
                        : problem.withoutComparison(), test.seconds());
            }).toList();
        }

        @Override
        public void testPlanExecutionStarted(TestPlan testPlan) {
            plan = testPlan;
        }

        @Override
        public void executionStarted(TestIdentifier test) {
            limit.restart();
            started.put(test.getUniqueId(), System.nanoTime());
        }

        @Override
        public void executionSkipped(TestIdentifier test, String reason) {
            ended.add(new EndedTest(TestSentence.of(test, plan), TestStatus.SKIPPED,
                    new TestAbortedException("skipped: " + reason), 0));
        }

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            limit.restart();
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
            ended.add(new EndedTest(TestSentence.of(test, plan), status, result.getThrowable().orElse(null), seconds));
        }
    }

    /** A translator from the throwable that ended a test to a {@link TestProblem} with a message for the student. */
    private record FailureMessages(TestsRequest request) {

        /** Describes the throwable that ended a test, with its rank among the failures of the step. It may be null. */
        TestProblem of(Throwable thrown, int rank) {
            List<Throwable> causes = Causes.of(thrown);
            if (causes.isEmpty()) {
                return new TestProblem(ProblemKind.OTHER, "no reason given");
            }
            for (Throwable cause : causes) {
                if (cause instanceof NotImplementedYet stub && stub.stepId().equals(request.stepId())) {
                    return new TestProblem(ProblemKind.NOT_WRITTEN, Failure.of(ThrowableMessages.of(cause)).at(place(causes)),
                            Integer.MAX_VALUE, stub.method());
                }
                if (cause instanceof ExceptionInInitializerError && cause.getCause() != null) {
                    return other(thrown, rank, Failure.of("A class can't be initialised: "
                            + ThrowableMessages.located(cause.getCause(), this::isOfStudent)));
                }
                if (cause instanceof OutOfMemoryError) {
                    return new TestProblem(ProblemKind.OUT_OF_MEMORY, ThrowableMessages.named(cause));
                }
                if (isMissing(cause)) {
                    return new TestProblem(ProblemKind.NOT_LINKED, ThrowableMessages.named(cause));
                }
            }
            if (thrown instanceof StepFailure failed) {
                return other(thrown, rank, failed.failure());
            }
            boolean sentence = thrown instanceof AssertionError || thrown instanceof TestAbortedException;
            return other(thrown, rank, Failure.of(sentence ? ThrowableMessages.of(thrown)
                    : ThrowableMessages.located(thrown, this::isOfStudent)));
        }

        private TestProblem other(Throwable thrown, int rank, Failure failure) {
            return new TestProblem(ProblemKind.OTHER, failure.at(place(Causes.of(thrown))), rank, null);
        }

        /** Finds the line of student code that is nearest to the exception's origin; null if no line is a student's. */
        private FailurePlace place(List<Throwable> causes) {
            for (int i = causes.size() - 1; i >= 0; i--) {
                for (StackTraceElement frame : causes.get(i).getStackTrace()) {
                    if (isOfStudent(frame.getClassName()) && frame.getFileName() != null && frame.getLineNumber() > 0) {
                        return new FailurePlace(frame.getFileName(), frame.getLineNumber());
                    }
                }
            }
            return null;
        }

        /** Tells whether a class or member is missing. A class whose initialisation failed is not missing. */
        private static boolean isMissing(Throwable cause) {
            return cause instanceof IncompatibleClassChangeError
                    || cause instanceof NoClassDefFoundError && !ThrowableMessages.of(cause).startsWith("Could not initialize");
        }

        private boolean isOfStudent(String type) {
            return type.startsWith(request.packageName() + ".")
                    && !request.testClasses().contains(type.replaceAll("\\$.*", ""));
        }
    }
}
