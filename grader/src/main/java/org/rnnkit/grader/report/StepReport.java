package org.rnnkit.grader.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.rnnkit.grader.worker.step.StepResult.TestStatus;
import org.rnnkit.testkit.board.StepMessage;
import org.rnnkit.testkit.comparison.ArrayComparison;
import org.rnnkit.testkit.steps.Step;

/**
 * The result of one step.
 *
 * @param id the step's identifier, such as "step1onehot"
 * @param number the step's number, from 1
 * @param score the points reached: all of {@code maxScore} or 0, unless an instructor changed them
 * @param maxScore the points that can be reached
 * @param message the most important message for the student; empty if the step passed
 * @param location the line of the submission to look at; null if none is known
 * @param seed the seed of the tests and of the independent check, which repeats them; null if they did not run
 * @param output the beginning of what the step's code printed
 * @param tests the results of the step's graded tests
 * @param seconds the time that the step's code ran, by the grader's clock; null if it did not run
 * @param code the lines of the submission around the location; null if none are shown
 */
public record StepReport(String id, int number, String title, StepStatus status, int score, int maxScore,
        String message, SourceLocation location, IndependentCheck check, Long seed, String output,
        List<TestReport> tests, @JsonInclude(Include.NON_NULL) Double seconds,
        @JsonInclude(Include.NON_NULL) CodeExcerpt code) {

    /**
     * Makes the report of a step that has not been checked independently.
     *
     * @param status the step's status; the points follow from it
     */
    public static StepReport of(Step step, StepStatus status, String message, List<TestReport> tests) {
        return new StepReport(step.id(), step.number(), step.title(), status,
                status == StepStatus.PASSED ? step.points() : 0, step.points(), message, null,
                IndependentCheck.notRun("not checked"), null, "", tests, null, null);
    }

    /** Replaces the location and the result of the independent check. */
    public StepReport with(SourceLocation place, IndependentCheck came) {
        return copy(message, place, came, seed, output, tests);
    }

    public StepReport withMessage(String words) {
        return copy(words, location, check, seed, output, tests);
    }

    public StepReport withTests(List<TestReport> reports) {
        return copy(message, location, check, seed, output, reports);
    }

    public StepReport withSeed(long drawnFrom) {
        return copy(message, location, check, drawnFrom, output, tests);
    }

    /** Replaces the output of the step's code. */
    public StepReport withOutput(String printed) {
        return copy(message, location, check, seed, printed, tests);
    }

    /** Makes all copies: they differ in the findings, never in the step, its status and its points. */
    private StepReport copy(String newMessage, SourceLocation newLocation, IndependentCheck newCheck, Long newSeed,
            String newOutput, List<TestReport> newTests) {
        return new StepReport(id, number, title, status, score, maxScore, newMessage, newLocation, newCheck, newSeed,
                newOutput, newTests, seconds, code);
    }

    public StepReport withPoints(int newScore, int newMaxScore) {
        return new StepReport(id, number, title, status, newScore, newMaxScore, message, location, check, seed, output, tests,
                seconds, code);
    }

    public StepReport withSeconds(double measured) {
        return new StepReport(id, number, title, status, score, maxScore, message, location, check, seed, output, tests,
                measured, code);
    }

    /** Replaces the lines of the submission around the location, which may be null. */
    public StepReport withCode(CodeExcerpt lines) {
        return new StepReport(id, number, title, status, score, maxScore, message, location, check, seed, output, tests,
                seconds, lines);
    }

    /** Tells whether the student has started the step and has to fix something in it. */
    public boolean needsFixing() {
        return status == StepStatus.FAILED || status == StepStatus.ERROR;
    }

    /**
     * Returns the message without what differs between two runs of the same code: the seed, and the numbers that the tests
     * draw. It has a "#" for each number, and is only for comparisons, not for readers.
     */
    public String reason() {
        return StepMessage.withoutAdvice(message).replaceAll("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?", "#");
    }

    /** Lists the tests that a reader should see: none of a stub, whose tests all say that the step is not written yet. */
    public List<TestReport> testsToShow() {
        return status == StepStatus.NOT_STARTED ? List.of() : tests;
    }

    /** Returns a test's message; empty if the step's message says the same. */
    public String messageBeside(TestReport test) {
        return test.message().equals(StepMessage.withoutAdvice(message)) ? "" : test.message();
    }

    /** Returns the arrays that the step's message is about. Null if the message is not about an array. */
    public ArrayComparison comparison() {
        String shown = StepMessage.withoutAdvice(message);
        return tests.stream().filter(test -> test.failed() && !test.message().isBlank() && shown.startsWith(test.message()))
                .findFirst().map(TestReport::comparison).orElse(null);
    }

    /** Returns the message of the independent check; empty if it did not run, or if the step's message contains it. */
    public String checkMessageBeside() {
        return !check.ran() || message.contains(check.message()) ? "" : check.message();
    }

    /** The status of a whole step, which follows from its tests and its check. A student's board has StepState instead. */
    public enum StepStatus {
        /** All graded tests and the independent check passed. */
        PASSED,
        /** The step's code ran and did not pass: a wrong result, a limit exceeded, or a crash. */
        FAILED,
        /** The step is still the stub. */
        NOT_STARTED,
        /** The step's code could not run: it does not compile, or a class or method is missing. */
        ERROR;

        /** Returns the word for this status in reports and on boards, such as "not-started". */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The status of a step's independent check, one part of what decides the {@link StepStatus}. */
    public enum CheckStatus {
        /** Every answer was right. */
        PASSED,
        /** An answer was wrong, missing or unreadable. */
        FAILED,
        /** The check did not run, because the step is not written or did not finish. */
        NOT_RUN;

        /** Returns the word for this status in reports, such as "not-run". */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * The result of a step's independent check. The step's code answers questions with fresh random values, and the grader
     * compares the answers in its own process, where no student code runs.
     *
     * @param message the first wrong answer, or the reason why the check did not run; empty if it passed
     */
    public record IndependentCheck(CheckStatus status, String message) {

        /** A check that passed. */
        public static final IndependentCheck PASSED = new IndependentCheck(CheckStatus.PASSED, "");

        public IndependentCheck withMessage(String words) {
            return new IndependentCheck(status, words);
        }

        /** Tells whether the check ran. If it did not, a reader has nothing to look at. */
        public boolean ran() {
            return status != CheckStatus.NOT_RUN;
        }

        public static IndependentCheck failed(String message) {
            return new IndependentCheck(CheckStatus.FAILED, message);
        }

        public static IndependentCheck notRun(String reason) {
            return new IndependentCheck(CheckStatus.NOT_RUN, reason);
        }
    }

    /**
     * The result of one graded test.
     *
     * @param name the test's name, a sentence
     * @param status whether the test passed
     * @param message the reason why it did not pass; empty if it passed
     * @param seconds the test's duration, as its process measured it; the student's code runs in the same process
     * @param comparison the wrong array and the right one; null if the test did not fail at an array, or if the report does not
     *     show it
     */
    public record TestReport(String name, TestStatus status, String message, double seconds,
            @JsonInclude(Include.NON_NULL) ArrayComparison comparison) {

        /** Makes the report of a test without arrays. */
        public TestReport(String name, TestStatus status, String message, double seconds) {
            this(name, status, message, seconds, null);
        }

        public TestReport withTexts(String newName, String newMessage) {
            return new TestReport(newName, status, newMessage, seconds, comparison);
        }

        /** Replaces the comparison, which may be null. */
        public TestReport withComparison(ArrayComparison newComparison) {
            return new TestReport(name, status, message, seconds, newComparison);
        }

        public TestReport withSeconds(double measured) {
            return new TestReport(name, status, message, measured, comparison);
        }

        /** Puts the duration into words, such as "3 ms" or "1.25 s". */
        public String time() {
            return seconds < 1 ? Math.max(seconds > 0 ? 1 : 0, Math.round(seconds * 1000)) + " ms"
                    : String.format(Locale.ROOT, "%.2f s", seconds);
        }

        public boolean passed() {
            return status == TestStatus.PASSED;
        }

        public boolean failed() {
            return status == TestStatus.FAILED;
        }
    }

    /**
     * A place in a submission's source code.
     *
     * @param file the path of the file, relative to the submission's folder
     * @param line the line number, from 1; null if only the file is known
     */
    public record SourceLocation(String file, Integer line) {

        /** Puts the location into words, such as "src/Main.java:12". */
        public String fileAndLine() {
            return line == null ? file : file + ":" + line;
        }
    }

    /**
     * Some lines of a submission's source, shown beside a failure.
     *
     * @param firstLine the number of the first line in the student's file, from 1
     * @param marked the number of the line that the message is about; null if no line is known
     * @param lines the lines, long ones cut
     */
    public record CodeExcerpt(int firstLine, Integer marked, List<String> lines) {

        /**
         * A line with its number.
         *
         * @param number the number in the student's file, from 1
         * @param isMarked whether the message is about this line
         */
        public record Line(int number, String text, boolean isMarked) {}

        public List<Line> numbered() {
            return IntStream.range(0, lines.size()).mapToObj(i -> new Line(firstLine + i, lines.get(i),
                    marked != null && marked == firstLine + i)).toList();
        }

        public CodeExcerpt withEachLine(UnaryOperator<String> change) {
            return new CodeExcerpt(firstLine, marked, lines.stream().map(change).toList());
        }
    }
}
