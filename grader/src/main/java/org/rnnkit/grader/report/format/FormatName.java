package org.rnnkit.grader.report.format;

import java.time.Clock;
import java.util.Optional;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.format.GitHubFormats.AnnotationsFormat;
import org.rnnkit.grader.report.format.GitHubFormats.MarkdownFormat;
import org.rnnkit.grader.report.format.ReportFiles.ReportPage;

/** The names of the report formats on the command line, each with its file and its format. */
public enum FormatName {
    /** The kit's own JSON format, which docs/report.schema.json describes. */
    JSON("report.json", new JsonFormat()),
    /** A page for a browser. */
    HTML("report.html", report -> ReportPage.of(report).html()),
    /** JUnit's XML, for IDEs and CI servers. */
    JUNIT("junit.xml", new JUnitFormat()),
    /** Markdown for the summary of a job on GitHub. */
    MARKDOWN("summary.md", new MarkdownFormat()),
    /** The file that Classroom 50 reads. */
    CLASSROOM50("result.json", new Classroom50Format(System.getenv(), Clock.systemUTC())),
    /** Commands for the log of GitHub Actions. They are printed and not written to a file. */
    ANNOTATIONS("", new AnnotationsFormat());

    private final String file;
    private final ReportFormat format;

    FormatName(String file, ReportFormat format) {
        this.file = file;
        this.format = format;
    }

    /** Returns the name of the format's file. Empty for a format that is printed. */
    public String file() {
        return file;
    }

    ReportFormat format() {
        return format;
    }

    /**
     * A format in which a report can be written. A new one needs a line in {@link FormatName}, from which {@code --format}
     * takes its name, golden files, and its name in the option's help. It receives printable text and must escape everything
     * that would be markup in its format; HostileTextTest checks that.
     */
    interface ReportFormat {

        /** Renders a report, whose texts must be printable. */
        String render(Report report);

        /** Renders a grader error; empty for a format that can't express it without a score. */
        default Optional<String> renderError(String reason) {
            return Optional.empty();
        }
    }
}
