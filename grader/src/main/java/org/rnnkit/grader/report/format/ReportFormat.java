package org.rnnkit.grader.report.format;

import java.util.Optional;
import org.rnnkit.grader.report.Report;

/**
 * A format in which a report can be written. A new one needs a line in {@link FormatName}, from which {@code --format}
 * takes its name, golden files, and its name in the option's help. The texts of a report are printable, and it must
 * escape everything that would be markup in its format; HostileTextTest checks that.
 */
interface ReportFormat {

    /** Renders a report. */
    String render(Report report);

    /** Renders a grader error; empty for a format that can't express it without a score. */
    default Optional<String> renderError(String reason) {
        return Optional.empty();
    }
}
