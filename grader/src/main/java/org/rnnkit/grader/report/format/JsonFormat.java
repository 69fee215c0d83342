package org.rnnkit.grader.report.format;

import org.rnnkit.grader.report.Report;

/** The report as it is; what is only to look at is a file of its own. */
final class JsonFormat implements ReportFormat {

    @Override
    public String of(Report report) {
        return Json.of(report);
    }
}
