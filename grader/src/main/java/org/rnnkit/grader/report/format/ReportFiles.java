package org.rnnkit.grader.report.format;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.page.TrainingPage;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.system.OutputFile;

/** The files of one grading. An earlier grading's are gone before it begins: they can't be taken for its own. */
public final class ReportFiles {

    private final Set<FormatName> formats;
    private final Path folder;
    private final PrintStream out;
    private final Map<String, String> shapes;

    /**
     * Describes the files.
     *
     * @param formats in which forms
     * @param folder where they go
     * @param out where what is no file is printed
     * @param shapes the drawing of each step's shapes, by the step's title, for the page of the training
     */
    public ReportFiles(Set<FormatName> formats, Path folder, PrintStream out, Map<String, String> shapes) {
        this.formats = formats;
        this.folder = folder;
        this.out = out;
        this.shapes = shapes;
    }

    /**
     * Grades and writes the files. Where there is no mark, by the grader's own trouble, the forms that can say so
     * without a score do.
     *
     * @param grading what makes the report
     * @return the report, its text printable
     */
    public Report of(Supplier<Report> grading) {
        clear();
        Report report;
        try {
            report = Printable.of(grading.get());
        } catch (UsageException wrong) {
            throw wrong;
        } catch (RuntimeException | Error trouble) {
            tell(trouble);
            throw trouble;
        }
        formats.forEach(format -> put(format, format.form().of(report)));
        if (formats.contains(FormatName.HTML) && report.training() != null && report.training().history() != null) {
            OutputFile.write(TrainingPage.ofGraded(report, shapes).html(), trainingPage());
        }
        return report;
    }

    private Path trainingPage() {
        return folder.resolve(TrainingPage.FILE);
    }

    private void clear() {
        formats.stream().filter(format -> !format.file().isEmpty()).forEach(format -> clear(folder.resolve(format.file())));
        if (formats.contains(FormatName.HTML)) {
            clear(trainingPage());
        }
    }

    private static void clear(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new GraderException("An earlier grading's " + file + " can't be removed: " + e, e);
        }
    }

    private void tell(Throwable trouble) {
        String why = Printable.of(GraderException.describe(trouble));
        try {
            formats.forEach(format -> format.form().ofTrouble(why).ifPresent(text -> put(format, text)));
        } catch (RuntimeException second) {
            trouble.addSuppressed(second);
        }
    }

    private void put(FormatName format, String text) {
        if (format.file().isEmpty()) {
            out.print(text);
        } else {
            OutputFile.write(text, folder.resolve(format.file()));
        }
    }
}
