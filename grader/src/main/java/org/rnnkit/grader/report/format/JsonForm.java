package org.rnnkit.grader.report.format;

import org.rnnkit.grader.report.Report;

/** The report as it is. */
final class JsonForm implements Form {

    @Override
    public String of(Report report) {
        return Json.of(report);
    }
}
