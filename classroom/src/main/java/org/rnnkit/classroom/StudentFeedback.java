package org.rnnkit.classroom;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.page.ShapeDrawing;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.format.FormatName;
import org.rnnkit.grader.report.format.ReportFiles;
import org.rnnkit.grader.system.OutputFile;

/**
 * The report files for the author of a submission, in a folder to hand out.
 *
 * @param formats the formats to write; formats that are printed are left out for a class
 * @param shapes the drawing of each step's shapes, by the step's title, for the page of the training
 */
public record StudentFeedback(Set<FormatName> formats, Map<String, ShapeDrawing> shapes) {

    /** Writes the files, unless they are already those of this report. */
    public void update(Path folder, Report report) {
        files(folder).update(Printable.withoutFolders(report));
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
