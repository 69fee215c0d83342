package org.rnnkit.testkit.board;

import java.io.IOException;
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
import org.rnnkit.testkit.translation.Translation;

/** A JUnit listener that collects the results of the graded tests and prints the board when all have run. */
public final class BoardListener implements TestExecutionListener {

    /** Maven's output may go to a terminal or a file; this width fits everywhere. */
    private static final int WIDTH = 80;

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
        // A class counts only if it failed itself, before its tests could run.
        if (test.isTest() || result.getStatus() == TestExecutionResult.Status.FAILED) {
            step(test).ifPresent(step -> tally(step).add(TestSentence.of(test, plan), result));
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        step(test).ifPresent(step -> tally(step).addSkipped());
    }

    @Override
    public void testPlanExecutionFinished(TestPlan finished) {
        System.setOut(out);
        if (!tallies.isEmpty()) {
            // Maven passes the text on to a console of this encoding.
            Charset console = Charset.forName(System.getProperty("native.encoding"));
            Board board = new Board(tallies.values().stream().map(StepTally::state).toList(), console, WIDTH);
            if (!Translation.chosen().problem().isEmpty()) {
                System.out.println(WordWrap.of("  " + Translation.chosen().problem(), WIDTH));
            }
            System.out.print(board.text(VerdictPage.write(tallies.values().stream().map(StepTally::verdict).toList())));
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
        return tallies.computeIfAbsent(step.number(), number -> new StepTally(step));
    }

    private static Optional<Step> step(TestIdentifier test) {
        return test.getSource().flatMap(source -> {
            if (source instanceof MethodSource method) {
                return Steps.of(method.getJavaClass());
            }
            return source instanceof ClassSource type ? Steps.of(type.getJavaClass()) : Optional.empty();
        });
    }
}
