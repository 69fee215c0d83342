package org.rnnkit.learner.guide;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.report.TestReport;
import org.rnnkit.testkit.board.Board;
import org.rnnkit.testkit.allowed.Refusal;
import org.rnnkit.testkit.board.StepState;
import org.rnnkit.testkit.board.StepStateKind;
import org.rnnkit.testkit.board.StubLine;
import org.rnnkit.testkit.board.StubMethods;
import org.rnnkit.testkit.steps.Step;

/**
 * The states of all steps, by their latest reports.
 *
 * @param steps the steps, in order
 * @param reports the latest report of each step that was tested
 */
public record StepStates(List<Step> steps, Map<Step, StepReport> reports) {

    /** The number of the step that writes with a model. */
    public static final int PREDICTION = 6;

    /** Starts without any report. */
    public StepStates(List<Step> steps) {
        this(steps, Map.of());
    }

    /** Finds a step by its id. */
    public Step step(String id) {
        return steps.stream().filter(step -> step.id().equals(id)).findFirst().orElseThrow();
    }

    /** Returns the states with a step's newer report. */
    public StepStates with(StepReport report) {
        return withAll(List.of(report));
    }

    /** Returns the states with newer reports of several steps. */
    public StepStates withAll(List<StepReport> found) {
        Map<Step, StepReport> all = new HashMap<>(reports);
        found.forEach(report -> all.put(step(report.id()), report));
        return new StepStates(steps, all);
    }

    /** Tells whether a step's line on the board changes with a report. */
    public boolean isNews(StepReport report) {
        Step step = step(report.id());
        return !with(report).state(step).words().equals(state(step).words());
    }

    /** Returns a step's latest report. */
    public Optional<StepReport> report(Step step) {
        return Optional.ofNullable(reports.get(step));
    }

    /** Tells whether a step passes. */
    public boolean isPassed(Step step) {
        return report(step).filter(report -> report.status() == StepStatus.PASSED).isPresent();
    }

    /** Tells whether a trained model can write with the student's steps: all up to the prediction pass. */
    public boolean canWrite() {
        return steps.stream().filter(step -> step.number() <= PREDICTION).allMatch(this::isPassed);
    }

    /** Returns the first step that does not pass; empty if all pass. */
    public Optional<Step> next() {
        return steps.stream().filter(step -> !isPassed(step)).findFirst();
    }

    /** Makes the board of a student who has trained a model, or not yet. */
    public Board board(Charset charset, int width, boolean trained) {
        return new Board(steps.stream().map(this::state).toList(), charset, width, trained);
    }

    /** Returns a step's state on the board. */
    public StepState state(Step step) {
        StepReport report = reports.get(step);
        if (report == null) {
            return new StepState(step, StepStateKind.NOT_STARTED, StepState.NOT_TESTED, "");
        }
        return switch (report.status()) {
            case PASSED -> StepState.passed(step);
            case NOT_STARTED -> StepState.notStarted(step);
            case ERROR -> error(step, report);
            case FAILED -> failed(step, report);
        };
    }

    /** Returns a step's message without the command for a hint, for a reader who gets hints with a key. */
    public String messageWithoutHint(Step step) {
        return report(step).filter(StepReport::needsFixing).map(StepReport::failure)
                .map(failure -> failure.textWithoutHint(step)).orElse(state(step).message());
    }

    private StepState error(Step step, StepReport report) {
        if (!report.tests().isEmpty()) {
            return StepState.wrong(step, "lacks what the tests call", report.message());
        }
        if (report.location() == null) {
            return StepState.wrong(step, "has no file", report.message());
        }
        // The place of an error that another step causes is in that step.
        boolean elsewhere = steps.stream().filter(other -> !other.equals(step))
                .anyMatch(other -> report.location().file().contains("/" + other.id() + "/"));
        return elsewhere ? StepState.waiting(step, report.message())
                : StepState.wrong(step, "does not compile", report.message());
    }

    private static StepState failed(Step step, StepReport report) {
        long failed = report.tests().stream().filter(TestReport::failed).count();
        if (StubLine.isMessage(report.message())) {
            return StepState.wrong(step, StubLine.WORDS, report.message());
        }
        if (report.tests().isEmpty()) {
            return Refusal.isMessage(report.message()) ? StepState.refused(step, report.message())
                    : StepState.wrong(step, "stopped", report.message());
        }
        Optional<String> stubs = StubMethods.words(report.message());
        if (stubs.isPresent()) {
            return StepState.wrong(step, stubs.get(), report.message());
        }
        return failed == 0 ? StepState.waiting(step, report.message())
                : StepState.failing(step, failed, report.tests().size(), report.message());
    }
}
