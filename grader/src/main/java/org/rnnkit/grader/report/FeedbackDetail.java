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
            return with(report, this::of,
                    report.extras().stream().map(extra -> with(extra, firstLine(extra.message()))).toList(),
                    firstLine(report.trainingMessage()));
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
            return with(report, this::of,
                    report.extras().stream().map(extra -> with(extra, "")).toList(),
                    report.training() == null ? "There is no training." : "");
        }

        @Override
        public StepReport of(StepReport step) {
            return with(step, "", null, new IndependentCheck(step.check().status(), ""), List.of());
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

    private static Report with(Report report, UnaryOperator<StepReport> each, List<ExtraPoints> extras,
            String trainingMessage) {
        return new Report(report.submission(), report.steps().stream().map(each).toList(),
                report.bonus().stream().map(each).toList(), extras, report.training(), trainingMessage, report.ignored(),
                report.reference(), report.isolation());
    }

    private static ExtraPoints with(ExtraPoints extra, String message) {
        return new ExtraPoints(extra.name(), extra.score(), extra.maxScore(), message);
    }

    private static StepReport cut(StepReport step) {
        boolean disagreed = step.check().status() == CheckStatus.FAILED;
        boolean onlyThat = disagreed && step.tests().stream().noneMatch(TestReport::failed);
        String message = firstLine(step.message());
        if (onlyThat) {
            message = "The independent check did not agree.";
        } else if (step.status() == StepStatus.FAILED) {
            message = withoutExpected(message);
        }
        return with(step, message, step.location(), disagreed ? IndependentCheck.failed("A result is not right.")
                : step.check(),
                step.tests().stream().map(test -> new TestReport(test.name(), test.status(), "", test.seconds())).toList());
    }

    private static StepReport with(StepReport step, String message, SourceLocation location, IndependentCheck check,
            List<TestReport> tests) {
        return new StepReport(step.id(), step.number(), step.title(), step.status(), step.score(), step.maxScore(),
                message, location, check, "", tests);
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
