package org.rnnkit.grader.report.format;

import java.util.Optional;
import org.rnnkit.grader.report.Report;

/** A form that a report can be written in. */
interface ReportFormat {

    /** The whole report, whose text is printable. */
    String of(Report report);

    /** That there is no mark, for a form that can say so without a score. */
    default Optional<String> ofTrouble(String why) {
        return Optional.empty();
    }
}
