package org.rnnkit.grader.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import org.rnnkit.testkit.board.StepMessage;
import org.rnnkit.testkit.comparison.ArrayComparison;
import org.rnnkit.testkit.steps.Step;

/**
 * The result of one step.
 *
 * @param id the step's identifier, such as "step1onehot"
 * @param number the step's number, from 1
 * @param title the step's title
 * @param status the step's status
 * @param score the points reached: all of {@code maxScore} or 0, unless the course gives partial credit or changed them
 * @param maxScore the points that can be reached
 * @param message the most important message for the student; empty if the step passed
 * @param location the line of the submission to look at; null if none is known
 * @param check the result of the independent check
 * @param seed the seed of the tests and of the independent check, which repeats them; null if they did not run
 * @param output the beginning of what the step's code printed
 * @param tests the results of the step's graded tests
 * @param seconds the time that the step's code ran, by the grader's clock; null if it did not run
 * @param code the lines of the submission around the location; null if none are shown
 * @param partial the partial credit; null if the step has none
 */
public record StepReport(String id, int number, String title, StepStatus status, int score, int maxScore,
        String message, SourceLocation location, IndependentCheck check, Long seed, String output,
        List<TestReport> tests, @JsonInclude(Include.NON_NULL) Double seconds, @JsonInclude(Include.NON_NULL) CodeExcerpt code,
        @JsonInclude(Include.NON_NULL) PartialCredit partial) {

    /**
     * Makes the report of a step that has not been checked independently.
     *
     * @param step the step
     * @param status the step's status; the points follow from it
     * @param message the most important message for the student
     * @param tests the results of the step's graded tests
     * @return the report, without location and output
     */
    public static StepReport of(Step step, StepStatus status, String message, List<TestReport> tests) {
        return new StepReport(step.id(), step.number(), step.title(), status,
                status == StepStatus.PASSED ? step.points() : 0, step.points(), message, null,
                IndependentCheck.notRun("not checked"), null, "", tests, null, null, null);
    }

    /**
     * Replaces the location and the result of the independent check.
     *
     * @param newLocation the line of the submission to look at
     * @param newCheck the result of the independent check
     * @return this report with both
     */
    public StepReport with(SourceLocation place, IndependentCheck came) {
        return copy(message, place, came, seed, output, tests);
    }

    /**
     * Replaces the message.
     *
     * @param words the first thing to know about the step
     * @return the report with it
     */
    public StepReport withMessage(String words) {
        return copy(words, location, check, seed, output, tests);
    }

    /**
     * Replaces the tests.
     *
     * @param reports the tests' reports
     * @return the report with them
     */
    public StepReport withTests(List<TestReport> reports) {
        return copy(message, location, check, seed, output, reports);
    }

    /**
     * Replaces the seed.
     *
     * @param drawnFrom the seed of the tests and of the independent check
     * @return this report with the seed
     */
    public StepReport withSeed(long drawnFrom) {
        return copy(message, location, check, drawnFrom, output, tests);
    }

    /**
     * Replaces the output of the step's code.
     *
     * @param printed the beginning of what the step's code printed
     * @return this report with the output
     */
    public StepReport withOutput(String printed) {
        return copy(message, location, check, seed, printed, tests);
    }

    /** Makes all copies: they differ in the findings, never in the step, its status and its points. */
    private StepReport copy(String newMessage, SourceLocation newLocation, IndependentCheck newCheck, Long newSeed,
            String newOutput, List<TestReport> newTests) {
        return new StepReport(id, number, title, status, score, maxScore, newMessage, newLocation, newCheck, newSeed,
                newOutput, newTests, seconds, code, partial);
    }

    /**
     * Replaces the points.
     *
     * @param newScore the points reached
     * @param newMaxScore the points that can be reached
     * @return this report with both
     */
    public StepReport withPoints(int newScore, int newMaxScore) {
        return new StepReport(id, number, title, status, newScore, newMaxScore, message, location, check, seed, output, tests,
                seconds, code, partial);
    }

    /**
     * Replaces the partial credit.
     *
     * @param credit the partial credit; null for none
     * @return this report with it, without a change of the points
     */
    public StepReport withPartial(PartialCredit credit) {
        return new StepReport(id, number, title, status, score, maxScore, message, location, check, seed, output, tests,
                seconds, code, credit);
    }

    /**
     * Replaces the time.
     *
     * @param measured the time that the step's code ran, in seconds
     * @return this report with the time
     */
    public StepReport withSeconds(double measured) {
        return new StepReport(id, number, title, status, score, maxScore, message, location, check, seed, output, tests,
                measured, code, partial);
    }

    /**
     * Replaces the lines of the submission.
     *
     * @param lines the lines around the location; null for none
     * @return this report with the lines
     */
    public StepReport withCode(CodeExcerpt lines) {
        return new StepReport(id, number, title, status, score, maxScore, message, location, check, seed, output, tests,
                seconds, lines, partial);
    }

    /**
     * Tells whether the student has started the step and has to fix something in it.
     *
     * @return true if the status is failed or error
     */
    public boolean needsFixing() {
        return status == StepStatus.FAILED || status == StepStatus.ERROR;
    }

    /**
     * Lists the tests that a reader should see. The tests of a stub all say that the step is not written yet, so they are
     * left out.
     *
     * @return the tests; empty for a stub
     */
    public List<TestReport> testsToShow() {
        return status == StepStatus.NOT_STARTED ? List.of() : tests;
    }

    /**
     * Returns a test's message, unless the step's message says the same.
     *
     * @param test one of the tests
     * @return the message; empty if the step's message is about this test
     */
    public String messageBeside(TestReport test) {
        return test.message().equals(StepMessage.withoutAdvice(message)) ? "" : test.message();
    }

    /**
     * Returns the arrays that the step's message is about.
     *
     * @return the wrong array and the right one; null if the message is not about an array
     */
    public ArrayComparison comparison() {
        String shown = StepMessage.withoutAdvice(message);
        return tests.stream().filter(test -> test.failed() && !test.message().isBlank() && shown.startsWith(test.message()))
                .findFirst().map(TestReport::comparison).orElse(null);
    }

    /**
     * Returns the message of the independent check, unless the step's message says the same.
     *
     * @return the message; empty if the check did not run, or if the step's message contains it
     */
    public String checkMessageBeside() {
        return !check.ran() || message.contains(check.message()) ? "" : check.message();
    }
}
