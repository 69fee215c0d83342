package org.rnnkit.grader.report;

import java.util.List;
import java.util.function.UnaryOperator;
import org.rnnkit.testkit.steps.Step;

/**
 * How one step came out.
 *
 * @param id such as "step1onehot"
 * @param number its place, from 1
 * @param title its name
 * @param status how it came out
 * @param score its points: all of them or none
 * @param maxScore what it is worth
 * @param message the first thing to know about it; empty if it passed
 * @param location where in the submission to look; null if nothing is wrong
 * @param check what the independent check came to
 * @param output the beginning of what its code printed
 * @param tests its tests
 */
public record StepReport(String id, int number, String title, StepStatus status, int score, int maxScore,
        String message, SourceLocation location, IndependentCheck check, String output, List<TestReport> tests) {

    /**
     * Makes a step's report.
     *
     * @param step the step
     * @param status how it came out
     * @param message the first thing to know about it
     * @param tests its tests
     * @return the report
     */
    public static StepReport of(Step step, StepStatus status, String message, List<TestReport> tests) {
        return new StepReport(step.id(), step.number(), step.title(), status,
                status == StepStatus.PASSED ? step.points() : 0, step.points(), message, null,
                IndependentCheck.notRun("not checked"), "", tests);
    }

    /**
     * Adds where to look and what the independent check came to.
     *
     * @param place where in the submission to look
     * @param came what the check came to
     * @return the report with both
     */
    public StepReport with(SourceLocation place, IndependentCheck came) {
        return copy(message, place, came, output, tests);
    }

    /**
     * Replaces the message.
     *
     * @param words the first thing to know about the step
     * @return the report with it
     */
    public StepReport withMessage(String words) {
        return copy(words, location, check, output, tests);
    }

    /**
     * Replaces the tests.
     *
     * @param reports the tests' reports
     * @return the report with them
     */
    public StepReport withTests(List<TestReport> reports) {
        return copy(message, location, check, output, reports);
    }

    /**
     * Puts the location where the submission has it.
     *
     * @param place from a path below a module to one in the submission
     * @return the report with it
     */
    public StepReport locatedBy(UnaryOperator<String> place) {
        return location == null ? this : with(new SourceLocation(place.apply(location.file()), location.line()), check);
    }

    /**
     * Adds what the step's code printed.
     *
     * @param printed the beginning of it
     * @return the report with it
     */
    public StepReport withOutput(String printed) {
        return copy(message, location, check, printed, tests);
    }

    /** Makes all copies: they differ in the findings, never in the step, its status and its points. */
    private StepReport copy(String newMessage, SourceLocation newLocation, IndependentCheck newCheck, String newOutput,
            List<TestReport> newTests) {
        return new StepReport(id, number, title, status, score, maxScore, newMessage, newLocation, newCheck, newOutput,
                newTests);
    }

    /**
     * Tells whether its author has something to mend.
     *
     * @return whether it was begun and did not pass
     */
    public boolean needsMending() {
        return status == StepStatus.FAILED || status == StepStatus.ERROR;
    }

    /**
     * Lists the tests that tell something.
     *
     * @return the tests, but none of a stub's, which all say that it is not written
     */
    public List<TestReport> tellingTests() {
        return status == StepStatus.NOT_STARTED ? List.of() : tests;
    }
}
