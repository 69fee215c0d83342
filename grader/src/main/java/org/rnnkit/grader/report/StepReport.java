package org.rnnkit.grader.report;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
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
 * @param seed the seed of the tests, which repeats them; null if they did not run
 * @param output the beginning of what the step's code printed
 * @param tests the results of the step's graded tests
 * @param seconds the time that the step's code ran, by the grader's clock; null if it did not run
 * @param code the lines of the submission around the location; null if none are shown
 */
public record StepReport(String id, int number, String title, StepStatus status, int score, int maxScore,
        String message, SourceLocation location, Long seed, String output,
        List<TestReport> tests, @JsonInclude(Include.NON_NULL) Double seconds,
        @JsonInclude(Include.NON_NULL) CodeExcerpt code) {

    /**
     * Makes the report of a step.
     *
     * @param status the step's status; the points follow from it
     */
    public static StepReport of(Step step, StepStatus status, String message, List<TestReport> tests) {
        return new StepReport(step.id(), step.number(), step.title(), status,
                status == StepStatus.PASSED ? step.points() : 0, step.points(), message, null, null, "",
                tests, null, null);
    }

    public StepReport withLocation(SourceLocation place) {
        return copy(message, place, seed, output, tests);
    }

    public StepReport withMessage(String words) {
        return copy(words, location, seed, output, tests);
    }

    public StepReport withTests(List<TestReport> reports) {
        return copy(message, location, seed, output, reports);
    }

    public StepReport withSeed(long drawnFrom) {
        return copy(message, location, drawnFrom, output, tests);
    }

    /** Replaces the output of the step's code. */
    public StepReport withOutput(String printed) {
        return copy(message, location, seed, printed, tests);
    }

    /** Makes all copies: they differ in the findings, never in the step, its status and its points. */
    private StepReport copy(String newMessage, SourceLocation newLocation, Long newSeed, String newOutput,
            List<TestReport> newTests) {
        return new StepReport(id, number, title, status, score, maxScore, newMessage, newLocation, newSeed,
                newOutput, newTests, seconds, code);
    }

    public StepReport withPoints(int newScore, int newMaxScore) {
        return new StepReport(id, number, title, status, newScore, newMaxScore, message, location, seed, output, tests,
                seconds, code);
    }

    public StepReport withSeconds(double measured) {
        return new StepReport(id, number, title, status, score, maxScore, message, location, seed, output, tests,
                measured, code);
    }

    /** Replaces the lines of the submission around the location, which may be null. */
    public StepReport withCode(CodeExcerpt lines) {
        return new StepReport(id, number, title, status, score, maxScore, message, location, seed, output, tests,
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
}
