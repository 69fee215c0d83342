package org.rnnkit.grader.report.format;

import java.time.Clock;

/** The forms of a report, by the names that the command line knows. */
public enum FormatName {
    /** The kit's own, which docs/report.schema.json describes. */
    JSON("report.json", new JsonFormat()),
    /** A page to read. */
    HTML("report.html", report -> ReportPage.of(report).html()),
    /** For whatever shows test results. */
    JUNIT("junit.xml", new JUnitFormat()),
    /** For the summary of a job on GitHub. */
    MARKDOWN("summary.md", new MarkdownFormat()),
    /** For Gradescope. */
    GRADESCOPE("results.json", new GradescopeFormat()),
    /** For Classroom 50. */
    CLASSROOM50("result.json", new Classroom50Format(System.getenv(), Clock.systemUTC())),
    /** For a log of GitHub Actions: printed, not written to a file. */
    ANNOTATIONS("", new AnnotationsFormat());

    private final String file;
    private final ReportFormat form;

    FormatName(String file, ReportFormat form) {
        this.file = file;
        this.form = form;
    }

    /**
     * Returns the name of the file.
     *
     * @return such as "junit.xml"; empty for what is printed
     */
    public String file() {
        return file;
    }

    ReportFormat form() {
        return form;
    }
}
