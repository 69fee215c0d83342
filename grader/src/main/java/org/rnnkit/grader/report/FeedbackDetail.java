package org.rnnkit.grader.report;

import java.util.List;
import java.util.function.UnaryOperator;
import org.rnnkit.grader.report.StepReport.CheckStatus;
import org.rnnkit.grader.report.StepReport.IndependentCheck;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.grader.report.StepReport.TestReport;
import org.rnnkit.testkit.Mismatch;

/** The levels of detail in which a report describes what went wrong. An instructor chooses one for the students. */
public enum FeedbackDetail implements UnaryOperator<Report> {
    /** The whole report. */
    FULL,
    /** The names of the tests and the first line of what came out, without the expected values and the likely mistake. */
    CUT,
    /** Only the status and the score of each step. */
    NONE;

    private static final int MAX_CHARACTERS = 200;

    /** Removes from a report the details that this level hides. */
    @Override
    public Report apply(Report report) {
        return switch (this) {
            case FULL -> report;
            case CUT -> report.withEachStep(this::apply)
                    .withEachExtra(extra -> extra.withTexts(extra.name(), firstLine(extra.message())))
                    .withTraining(report.training(), firstLine(report.trainingMessage()));
            case NONE -> report.withEachStep(this::apply).withEachExtra(extra -> extra.withTexts(extra.name(), ""))
                    .withTraining(report.training(), report.trainingMessage().equals(Report.NO_TRAINING) ? Report.NO_TRAINING
                            : report.training() == null ? "There is no training." : "");
        };
    }

    /**
     * Removes from one step's report the details that this level hides. The board needs it while the whole report does not
     * exist yet.
     */
    public StepReport apply(StepReport step) {
        return switch (this) {
            case FULL -> step;
            case CUT -> cut(step);
            case NONE -> step.withMessage("").with(null, step.check().withMessage("")).withOutput("").withTests(List.of())
                    .withCode(null);
        };
    }

    private static StepReport cut(StepReport step) {
        boolean checkFailed = step.check().status() == CheckStatus.FAILED;
        boolean onlyCheckFailed = checkFailed && step.tests().stream().noneMatch(TestReport::failed);
        String message = firstLine(Mismatch.withoutSlip(step.message()));
        if (onlyCheckFailed) {
            message = "The independent check did not agree.";
        } else if (step.status() == StepStatus.FAILED) {
            message = withoutExpected(message);
        }
        IndependentCheck check = checkFailed ? IndependentCheck.failed("A result is not right.") : step.check();
        return step.withMessage(message).with(step.location(), check).withOutput("")
                .withTests(step.tests().stream().map(test -> test.withTexts(test.name(), "").withComparison(null)).toList());
    }

    private static String firstLine(String message) {
        return Printable.cut(message.lines().findFirst().orElse(""), MAX_CHARACTERS);
    }

    /** Cuts the expected value off. A graded test's message gives the actual value, then ", expected" and the right one. */
    private static String withoutExpected(String line) {
        return line.replaceFirst("[ (,;:]*\\bexpected\\b.*|[,;:]$", "");
    }
}
