package org.rnnkit.grader.classroom;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.rnnkit.grader.report.FeedbackDetail;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.format.FormatName;
import org.rnnkit.grader.report.format.ReportFiles;

/**
 * What the author of a submission gets: a folder to hand out, which says as much as the course wants.
 *
 * @param formats in which forms; what would be printed is not, in a class
 * @param detail how much they say
 * @param shapes the drawing of each step's shapes, by the step's title, for the page of the training
 */
public record StudentFeedback(Set<FormatName> formats, FeedbackDetail detail, Map<String, String> shapes) {

    /** Writes a report's forms, and returns the whole report. */
    Report write(Path folder, Supplier<Report> grading) {
        AtomicReference<Report> whole = new AtomicReference<>();
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        new ReportFiles(formats, folder, nowhere, shapes).gradeAndWrite(() -> {
            whole.set(Printable.of(grading.get()));
            return detail.apply(whole.get());
        });
        return whole.get();
    }

    /** Writes the forms of a report that is finished, if one of them is not there: others were asked for then. */
    void complete(Path folder, Report report) {
        if (!formats.stream().allMatch(format -> Files.exists(folder.resolve(format.file())))) {
            write(folder, () -> report);
        }
    }
}
