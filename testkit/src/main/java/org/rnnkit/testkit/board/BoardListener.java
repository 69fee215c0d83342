package org.rnnkit.testkit.board;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
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
        VerdictPage.deleteOld();
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
            StepTally tally = new StepTally(step, Path.of("")); // tests run in the module's folder
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
