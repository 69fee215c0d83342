package org.rnnkit.grader.report.format;

import java.time.Clock;

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
}
