package org.rnnkit.testkit.board;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.rnnkit.testkit.Mismatch;
import org.rnnkit.testkit.board.StepState.StubMethods;
import org.rnnkit.testkit.comparison.ArrayComparison;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.NotImplementedYet;
import org.rnnkit.toolkit.Terminals;

/** A JUnit listener that collects the results of the graded tests and prints the board when all have run. */
public final class BoardListener implements TestExecutionListener {

    private final Map<Integer, StepTally> tallies = new TreeMap<>();
    private TestPlan plan;
    private PrintStream out;
    private PrintedText printed;

    @Override
    public void testPlanExecutionStarted(TestPlan testPlan) {
        recordPassed(false);
        plan = testPlan;
        out = System.out;
        printed = new PrintedText(out);
        System.setOut(printed);
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        if (test.isTest()) {
            printed.begin();
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest()) {
            String text = printed.end();
            step(test).ifPresent(step -> tally(step).addPrinted(text));
        }
        step(test).ifPresent(step -> tally(step).executionFinished(test, result));
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        step(test).ifPresent(step -> tally(step).executionSkipped(test, reason));
    }

    @Override
    public void testPlanExecutionFinished(TestPlan finished) {
        System.setOut(out);
        if (!tallies.isEmpty()) {
            // Maven passes the text on to a console of this encoding.
            Charset console = Charset.forName(System.getProperty("native.encoding"));
            int width = Terminals.columns();
            Board board = new Board(tallies.values().stream().map(StepTally::state).toList(), console, width,
                    Board.hasTraining(Path.of("..", "runs"))); // tests run in the module's folder
            System.out.print(board.text(VerdictPage.write(tallies.values().stream().map(StepTally::pageEntry).toList(),
                    board.next())));
            tallies.values().forEach(tally -> SourceEncoding.problem(Path.of(tally.step.sourceFile())) // in the module's folder
                    .ifPresent(problem -> System.out.println(WordWrap.of("  " + problem + "\n", width))));
            System.out.flush();
            recordPassed(board.isDone());
        }
    }

    /** Writes or deletes the file by which Maven knows that every tested step passes: for Surefire, a waiting step passes. */
    private static void recordPassed(boolean passed) {
        String file = System.getProperty("rnnkit.passed.file");
        if (file == null) {
            return;
        }
        try {
            Files.deleteIfExists(Path.of(file));
            if (passed) {
                Files.createFile(Path.of(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't write " + file, e);
        }
    }

    private StepTally tally(Step step) {
        return tallies.computeIfAbsent(step.number(), number -> {
            StepTally tally = new StepTally(step);
            tally.testPlanExecutionStarted(plan);
            return tally;
        });
    }

    private static Optional<Step> step(TestIdentifier test) {
        return test.getSource().flatMap(source -> {
            if (source instanceof MethodSource method) {
                return Steps.of(method.getJavaClass());
            }
            return source instanceof ClassSource type ? Steps.of(type.getJavaClass()) : Optional.<Step>empty();
        });
    }

    /** A count of one step's test results in one run. */
    static final class StepTally implements TestExecutionListener {

        private final Step step;
        private TestPlan plan;
        private int passed;
        private int failed;
        private int skipped;
        private final Set<String> stubs = new HashSet<>();
        private final List<Throwable> failures = new ArrayList<>();
        private final List<String> failedTests = new ArrayList<>();
        private String reasonToWait = "";
        private String printed = "";

        StepTally(Step step) {
            this.step = step;
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
            StubMethods left = StubMethods.thrownBy(step, stubs);
            if (!stubs.isEmpty() && left.isWholeStep() && passed == 0) {
                return StepState.notStarted(step);
            }
            if (!failures.isEmpty()) {
                return StepState.failing(step, failed, passed + failed + skipped, new StepMessage(failures).text()
                        + (stubs.isEmpty() ? "" : "\n" + left.message())).withStages(failedTests);
            }
            return stubs.isEmpty() ? StepState.waiting(step, reasonToWait)
                    : StepState.wrong(step, left.words(), left.message());
        }

        /** Returns the part of the page about the step. Ask only after the last test. */
        PageEntry pageEntry() {
            Throwable shown = new StepMessage(failures).failure().orElse(null);
            return new PageEntry(state(), shown != null && shown.getCause() instanceof Mismatch mismatch
                    ? mismatch.arrays().orElse(null) : null,
                    shown == null ? List.of() : List.of(shown.getStackTrace()), printed,
                    IntStream.range(0, failures.size()).mapToObj(i -> new PageEntry.FailedTest(failedTests.get(i),
                            withoutAdvice(failures.get(i)))).toList());
        }

        /** Returns the message without how to repeat the test, which the step's message says once. */
        private static String withoutAdvice(Throwable failure) {
            return String.valueOf((failure.getCause() == null ? failure : failure.getCause()).getMessage());
        }
    }

    /**
     * The part of the verdict page about one step: its state on the board, and what the page shows beside it.
     *
     * @param state the state, with the message that helps most
     * @param comparison the arrays that the message is about; null if it is not about arrays
     * @param trace the lines of the step and its tests at which the shown failure happened, the innermost first
     * @param printed what the step's code has printed in one of the tests; empty if nothing
     * @param tests the tests that failed
     */
    record PageEntry(StepState state, ArrayComparison comparison, List<StackTraceElement> trace, String printed,
            List<FailedTest> tests) {

        /**
         * A test that failed.
         *
         * @param name the name of the test, a sentence
         * @param message the reason
         */
        record FailedTest(String name, String message) {}

        /** Returns the word of a report for the state. */
        String status() {
            return switch (state.kind()) {
                case PASSED -> "passed";
                case NOT_STARTED -> "not-started";
                case WAITING -> "error";
                case WRONG -> "failed";
            };
        }
    }

    /** A stream that passes on what the code of the steps prints, and keeps its beginning for the page. */
    static final class PrintedText extends PrintStream {

        private static final int MAX_BYTES = 4_000;

        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final PrintStream out;
        private boolean keeps;

        PrintedText(PrintStream out) {
            super(OutputStream.nullOutputStream(), false, Charset.defaultCharset());
            this.out = out;
        }

        /** Begins to keep what is printed from now on, for a test of a step. */
        synchronized void begin() {
            kept.reset();
            keeps = true;
        }

        /** Ends the test, and returns what it has printed. */
        synchronized String end() {
            keeps = false;
            return kept.toString(Charset.defaultCharset());
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            out.write(bytes, from, length);
            if (keeps) {
                kept.write(bytes, from, Math.min(length, MAX_BYTES - kept.size()));
            }
        }

        @Override
        public synchronized void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void flush() {
            out.flush();
        }
    }
}
