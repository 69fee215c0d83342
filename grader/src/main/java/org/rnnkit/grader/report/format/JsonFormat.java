package org.rnnkit.grader.report.format;

import org.rnnkit.grader.report.Report;

/** The report as report.json. The training's history is left out: it has a page of its own. */
final class JsonFormat implements ReportFormat {

    @Override
    public String render(Report report) {
        return Json.of(report);
    }
}
