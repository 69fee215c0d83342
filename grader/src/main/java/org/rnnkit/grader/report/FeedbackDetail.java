package org.rnnkit.grader.report;

import java.util.List;
import java.util.function.UnaryOperator;

/** How much a report says about what went wrong. */
public enum FeedbackDetail implements UnaryOperator<Report> {
    /** Everything. */
    FULL {
        @Override
        public Report apply(Report report) {
            return report;
        }

        @Override
        public StepReport of(StepReport step) {
            return step;
        }
    },
    /** Which tests did not pass, and the first line of why, without what should have come out. */
    CUT {
        @Override
        public Report apply(Report report) {
            return report.withEachStep(this::of)
                    .withEachExtra(extra -> extra.withTexts(extra.name(), firstLine(extra.message())))
                    .withTraining(report.training(), firstLine(report.trainingMessage()));
        }

        @Override
        public StepReport of(StepReport step) {
            return cut(step);
        }
    },
    /** Status and score. */
    NONE {
        @Override
        public Report apply(Report report) {
            return report.withEachStep(this::of).withEachExtra(extra -> extra.withTexts(extra.name(), ""))
                    .withTraining(report.training(), report.training() == null ? "There is no training." : "");
        }

        @Override
        public StepReport of(StepReport step) {
            return step.withMessage("").with(null, step.check().withMessage("")).withOutput("").withTests(List.of());
        }
    };

    private static final int MAX_CHARACTERS = 200;

    /**
     * Takes from a step's part what is not to be said.
     *
     * @param step a step's part, as long as there is no whole report
     * @return what is said of it
     */
    public abstract StepReport of(StepReport step);

    private static StepReport cut(StepReport step) {
        boolean disagreed = step.check().status() == CheckStatus.FAILED;
        boolean onlyThat = disagreed && step.tests().stream().noneMatch(TestReport::failed);
        String message = firstLine(step.message());
        if (onlyThat) {
            message = "The independent check did not agree.";
        } else if (step.status() == StepStatus.FAILED) {
            message = withoutExpected(message);
        }
        IndependentCheck check = disagreed ? IndependentCheck.failed("A result is not right.") : step.check();
        return step.withMessage(message).with(step.location(), check).withOutput("")
                .withTests(step.tests().stream().map(test -> test.withTexts(test.name(), "")).toList());
    }

    private static String firstLine(String message) {
        String line = message.lines().findFirst().orElse("");
        return line.length() <= MAX_CHARACTERS ? line : line.substring(0, MAX_CHARACTERS) + "…";
    }

    /** The graded tests' messages say what came out, then ", expected" and what should have. */
    private static String withoutExpected(String line) {
        return line.replaceFirst("[ (,;:]*\\bexpected\\b.*|[,;:]$", "");
    }
}
