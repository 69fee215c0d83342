package org.rnnkit.classroom;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.page.ShapeDrawing;
import org.rnnkit.grader.report.FeedbackDetail;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.format.FormatName;
import org.rnnkit.grader.report.format.ReportFiles;
import org.rnnkit.grader.system.OutputFile;

/**
 * The report files for the author of a submission, in a folder to hand out.
 *
 * @param formats the formats to write; formats that are printed are left out for a class
 * @param detail the level of detail that the instructor allows
 * @param shapes the drawing of each step's shapes, by the step's title, for the page of the training
 */
public record StudentFeedback(Set<FormatName> formats, FeedbackDetail detail, Map<String, ShapeDrawing> shapes) {

    /** Grades, writes the files with the allowed detail, and returns the complete report. */
    Report write(Path folder, Supplier<Report> grading) {
        AtomicReference<Report> whole = new AtomicReference<>();
        files(folder).gradeAndWrite(() -> {
            whole.set(Printable.of(grading.get()));
            return detail.apply(whole.get());
        });
        return whole.get();
    }

    /** Writes the files again if they differ from a report, as after a change of points or formats. */
    void update(Path folder, Report report) {
        files(folder).update(detail.apply(Printable.of(report)));
    }

    /** Writes the reason why a submission was not taken, in the place of its report. */
    void writeRefused(Path folder, String reason) {
        OutputFile.write(Pages.render("refused.jte", Printable.of(reason)), folder.resolve(FormatName.HTML.file()));
    }

    /** Deletes the files of an earlier grading: they belong to what was handed in before. */
    void delete(Path folder) {
        files(folder).delete();
    }

    private ReportFiles files(Path folder) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new ReportFiles(formats, folder, nowhere, shapes);
    }
}
