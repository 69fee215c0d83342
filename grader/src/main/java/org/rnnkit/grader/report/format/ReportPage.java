package org.rnnkit.grader.report.format;

import org.rnnkit.grader.page.Chart;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.TrainingReport;

/**
 * The data of a report's page, which report.jte renders.
 *
 * @param report the report
 * @param curve the training's perplexity by epoch; null without a training
 */
public record ReportPage(Report report, Chart curve) {

    static ReportPage of(Report report) {
        TrainingReport training = report.training();
        return new ReportPage(report, training == null ? null : Chart.perplexity("Perplexity by epoch")
                .line("first", training.curve().stream().mapToDouble(value -> value == null ? Double.NaN : value)
                        .toArray()));
    }

    String html() {
        return Pages.render("report.jte", this);
    }
}
