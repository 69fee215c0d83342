package org.rnnkit.learner.guide;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.report.TestReport;
import org.rnnkit.testkit.board.Board;
import org.rnnkit.testkit.board.StepState;
import org.rnnkit.testkit.board.StepState.Kind;
import org.rnnkit.testkit.steps.Step;

/** The states of all steps, by their latest reports. */
public final class StepStates {

    private final Map<Step, StepReport> reports = new LinkedHashMap<>();
    private final List<Step> steps;

    /**
     * Starts without any report.
     *
     * @param steps the steps, in order
     */
    public StepStates(List<Step> steps) {
        this.steps = steps;
    }

    /**
     * Stores a step's latest report.
     *
     * @param report the step's report
     * @return whether the step's line on the board has changed
     */
    public boolean update(StepReport report) {
        Step step = steps.stream().filter(one -> one.id().equals(report.id())).findFirst().orElseThrow();
        String before = state(step).words();
        reports.put(step, report);
        return !state(step).words().equals(before);
    }

    /**
     * Returns a step's latest report.
     *
     * @param step the step
     * @return the report, if there is one
     */
    public Optional<StepReport> report(Step step) {
        return Optional.ofNullable(reports.get(step));
    }

    /**
     * Returns the message that helps most.
     *
     * @param step the step
     * @return the message of its tests or of the compiler; empty if there is none
     */
    public String message(Step step) {
        return state(step).message();
    }

    /**
     * Tells whether a step passes.
     *
     * @param step the step
     * @return whether its latest report says so
     */
    public boolean isPassed(Step step) {
        return report(step).filter(report -> report.status() == StepStatus.PASSED).isPresent();
    }

    /**
     * Returns the step to work on.
     *
     * @return the first that does not pass; empty if all pass
     */
    public Optional<Step> next() {
        return steps.stream().filter(step -> !isPassed(step)).findFirst();
    }

    /**
     * Makes the board.
     *
     * @param charset the output's character set
     * @param width the number of columns
     * @return the board
     */
    public Board board(Charset charset, int width) {
        List<StepState> states = new ArrayList<>();
        steps.forEach(step -> states.add(state(step)));
        return new Board(states, charset, width);
    }

    private StepState state(Step step) {
        StepReport report = reports.get(step);
        if (report == null) {
            return new StepState(step, Kind.NOT_STARTED, "not tested", "");
        }
        return switch (report.status()) {
            case PASSED -> new StepState(step, Kind.PASSED, "passed", "");
            case NOT_STARTED -> new StepState(step, Kind.NOT_STARTED, "not started", "");
            case ERROR -> new StepState(step, Kind.WRONG, report.tests().isEmpty() ? "does not compile"
                    : "lacks what the tests call", report.message());
            case FAILED -> failed(step, report);
        };
    }

    private static StepState failed(Step step, StepReport report) {
        long failed = report.tests().stream().filter(TestReport::failed).count();
        if (report.tests().isEmpty()) {
            return new StepState(step, Kind.WRONG, "stopped", report.message());
        }
        return failed == 0 ? new StepState(step, Kind.WAITING, "waits for another step", report.message())
                : new StepState(step, Kind.WRONG, failed + " of " + report.tests().size() + " tests fail", report.message());
    }
}
