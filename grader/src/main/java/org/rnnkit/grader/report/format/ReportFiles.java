package org.rnnkit.grader.report.format;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.rnnkit.grader.page.ShapeDrawing;
import org.rnnkit.grader.page.TrainingPage;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.TrainingReport;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.grader.system.UsageException;

/**
 * The report files of one grading. They are deleted before the grading starts, so that nobody takes the files of an earlier
 * grading for new ones.
 */
public final class ReportFiles {

    private final Set<FormatName> formats;
    private final Path folder;
    private final PrintStream out;
    private final Map<String, ShapeDrawing> shapes;

    /** Describes the files; writes nothing yet. */
    public ReportFiles(Set<FormatName> formats, Path folder, PrintStream out, Map<String, ShapeDrawing> shapes) {
        this.formats = formats;
        this.folder = folder;
        this.out = out;
        this.shapes = shapes;
    }

    /**
     * Grades, and writes the files. After a grader error there is no score; then the error is written in each format that can
     * express it without a score.
     *
     * @throws GraderException if grading failed, or if a file can't be written or deleted
     * @throws UsageException if grading was asked for something that does not exist; no file is written then
     */
    public Report gradeAndWrite(Supplier<Report> grading) {
        delete();
        Report report;
        try {
            report = grading.get();
        } catch (UsageException mistake) {
            throw mistake;
        } catch (RuntimeException | Error error) {
            writeError(error);
            throw error;
        }
        formats.forEach(format -> write(format, format.format().render(report)));
        if (formats.contains(FormatName.HTML) && report.training() != null && report.training().history() != null) {
            OutputFile.write(TrainingPage.ofGraded(report, shapes).html(), trainingPage());
        }
        return report;
    }

    /** Makes the page of a report that is alone: it has no link to the page of the training. */
    public static String page(Report report) {
        TrainingReport training = report.training();
        return ReportPage.of(training == null ? report
                : report.withTraining(training.withoutHistory(), report.trainingMessage())).html();
    }

    /**
     * Writes the files again, unless they already have the report's content.
     *
     * @throws GraderException if a file can't be read, written or deleted
     */
    public void update(Report report) {
        if (!isWritten(report)) {
            gradeAndWrite(() -> report);
        }
    }

    /** Tells whether all files are there. report.json has everything that the others show, so it stands for all. */
    private boolean isWritten(Report report) {
        boolean hasTraining = report.training() != null && report.training().history() != null;
        Path json = folder.resolve(FormatName.JSON.file());
        try {
            return formats.contains(FormatName.JSON)
                    && formats.stream().allMatch(format -> Files.exists(folder.resolve(format.file())))
                    && Files.exists(trainingPage()) == (hasTraining && formats.contains(FormatName.HTML))
                    && Files.readString(json).equals(FormatName.JSON.format().render(report));
        } catch (IOException e) {
            return false;
        }
    }

    private Path trainingPage() {
        return folder.resolve(TrainingPage.FILE);
    }

    /**
     * Deletes the files of an earlier grading.
     *
     * @throws GraderException if a file can't be deleted
     */
    public void delete() {
        formats.stream().filter(format -> !format.file().isEmpty()).forEach(format -> delete(folder.resolve(format.file())));
        if (formats.contains(FormatName.HTML)) {
            delete(trainingPage());
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new GraderException("The file " + file + " of an earlier grading can't be deleted: " + e, e);
        }
    }

    private void writeError(Throwable error) {
        String reason = Printable.of(GraderException.describe(error));
        try {
            formats.forEach(format -> format.format().renderError(reason).ifPresent(text -> write(format, text)));
        } catch (RuntimeException second) {
            error.addSuppressed(second);
        }
    }

    private void write(FormatName format, String text) {
        if (format.file().isEmpty()) {
            out.print(text);
        } else {
            OutputFile.write(text, folder.resolve(format.file()));
        }
    }
}
