package org.rnnkit.grader.report.format;

import java.util.Optional;
import org.rnnkit.grader.report.Report;

/** A format in which a report can be written. */
interface ReportFormat {

    /** Renders a report, whose texts must be printable. */
    String render(Report report);

    /** Renders a grader error; empty for a format that can't express it without a score. */
    default Optional<String> renderError(String reason) {
        return Optional.empty();
    }
}
