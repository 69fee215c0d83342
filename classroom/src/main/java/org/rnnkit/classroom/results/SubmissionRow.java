package org.rnnkit.classroom.results;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.testkit.steps.Step;

/**
 * A submission in the page's table.
 *
 * @param link the address of its report; empty if there is no file
 * @param training the address of the page of its training; empty if there is none
 * @param report the report; null if the submission was not graded
 * @param reason the reason why there is no report; empty if there is one
 */
public record SubmissionRow(String name, String link, String training, Report report, String reason) {

    private static final int POINTS = 30;

    /**
     * Draws the perplexity by epoch, on a logarithmic axis from 30 to 1, as the points of a line in a box of 60 by 20. The
     * student's code reported it: what can't be drawn is left out. Empty if too little is left.
     */
    public String curve() {
        List<Double> values = report.training() == null ? List.<Double>of() : report.training().curve();
        int shown = Math.min(POINTS, values.size());
        List<String> points = IntStream.range(0, shown).mapToObj(i -> point(i, shown,
                values.get(i * (values.size() - 1) / Math.max(1, shown - 1)))).filter(point -> !point.isEmpty()).toList();
        return points.size() < 2 ? "" : String.join(" ", points);
    }

    private static String point(int i, int shown, Double perplexity) {
        return perplexity == null || !Double.isFinite(perplexity) ? "" : String.format(Locale.ROOT, "%.0f,%.0f",
                60.0 * i / (shown - 1), 20 * (1 - Math.log(Math.max(1, Math.min(POINTS, perplexity))) / Math.log(POINTS)));
    }

    /** Returns the status of a step; null if a part of the class was graded without it, such as without the bonus steps. */
    public StepStatus status(Step step) {
        return report.allSteps().stream().filter(one -> one.id().equals(step.id())).map(StepReport::status).findFirst()
                .orElse(null);
    }
}
