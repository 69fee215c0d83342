package org.rnnkit.grader.report;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.rnnkit.testkit.failure.Failure;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * The result of one step.
 *
 * @param id the step's identifier, such as "step1onehot"
 * @param number the step's number, from 1
 * @param score the points reached: all of {@code maxScore} or 0, unless an instructor changed them
 * @param maxScore the points that can be reached
 * @param message the most important message for the student; empty if the step passed
 * @param failure the same as data; null if there is nothing to fix, or if an earlier version of the kit made the report
 * @param location the line of the submission to look at; null if none is known
 * @param seed the seed of the tests, which repeats them; null if they did not run
 * @param output the beginning of what the step's code printed
 * @param tests the results of the step's graded tests
 * @param seconds the time that the step's code ran, by the grader's clock; null if it did not run
 * @param code the lines of the submission around the location; null if none are shown
 */
public record StepReport(String id, int number, String title, StepStatus status, int score, int maxScore,
        String message, @JsonInclude(Include.NON_NULL) Failure failure, SourceLocation location, Long seed, String output,
        List<TestReport> tests, @JsonInclude(Include.NON_NULL) Double seconds,
        @JsonInclude(Include.NON_NULL) CodeExcerpt code) {

    /** Makes the texts printable. */
    public StepReport {
        message = Printable.of(message);
        output = Printable.of(output);
    }

    /**
     * Makes the report of a step that passed, is not started, or is not right for a reason that is known only in words.
     *
     * @param status the step's status; the points follow from it
     * @param message the words; empty if the step passed
     */
    public static StepReport of(Step step, StepStatus status, String message, List<TestReport> tests) {
        boolean isWrong = status == StepStatus.FAILED || status == StepStatus.ERROR;
        return new StepReport(step.id(), step.number(), step.title(), status, status == StepStatus.PASSED ? step.points() : 0,
                step.points(), message, isWrong ? Failure.of(Printable.of(message)) : null, null, null, "", tests, null, null);
    }

    /** Makes the report of a step that is not right. */
    public static StepReport of(Step step, StepStatus status, Failure failure, List<TestReport> tests) {
        return of(step, status, "", tests).withFailure(failure, step);
    }

    /** Replaces the reason why the step did not pass. */
    public StepReport withFailure(Failure reason, Step step) {
        return copy(reason.text(step), reason, location, seed, output, seconds, code);
    }

    public StepReport withLocation(SourceLocation place) {
        return copy(message, failure, place, seed, output, seconds, code);
    }

    /** Replaces the place of the failure, and the lines of the submission around it, which may be null. */
    public StepReport withPlace(SourceLocation place, CodeExcerpt lines) {
        return copy(message, failure, place, seed, output, seconds, lines);
    }

    /** Replaces what is known of the run of the tests. The seed and the time may be null. */
    public StepReport withRun(Long drawnFrom, Double measured, String printed) {
        return copy(message, failure, location, drawnFrom, printed, measured, code);
    }

    /** Makes all copies of findings: they differ never in the step, its status, its tests and its points. */
    private StepReport copy(String words, Failure reason, SourceLocation place, Long drawnFrom, String printed, Double measured,
            CodeExcerpt lines) {
        return new StepReport(id, number, title, status, score, maxScore, words, reason, place, drawnFrom, printed, tests,
                measured, lines);
    }

    public StepReport withPoints(int newScore, int newMaxScore) {
        return new StepReport(id, number, title, status, newScore, newMaxScore, message, failure, location, seed, output, tests,
                seconds, code);
    }

    /** Tells whether the student has started the step and has to fix something in it. */
    public boolean needsFixing() {
        return status == StepStatus.FAILED || status == StepStatus.ERROR;
    }

    /** Returns the reason why the step did not pass, with an empty one if it passed. */
    public Failure reason() {
        return failure == null ? Failure.of(message) : failure;
    }

    /**
     * Returns the reason in words, without what differs between two runs of the same code: the numbers that the tests draw. It
     * has a "#" for each number, and is only for comparisons, not for readers.
     */
    public String reasonWithoutNumbers() {
        return reason().text().replaceAll("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?", "#");
    }

    /** Returns the commands for a hint and for the same tests again; empty if the failure does not depend on their numbers. */
    public String commands() {
        return Steps.withId(id).map(reason()::commands).orElse("");
    }

    /** Lists the tests that a reader should see: none of a stub, whose tests all say that the step is not written yet. */
    public List<TestReport> testsToShow() {
        return status == StepStatus.NOT_STARTED ? List.of() : tests;
    }

    /** Returns a test's message; empty if the step's message says the same. */
    public String messageBeside(TestReport test) {
        return test.message().equals(reason().text()) ? "" : test.message();
    }
}
