package org.rnnkit.classroom.attempts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.format.FormatName;
import org.rnnkit.grader.system.OutputFile;

/** A reader of earlier results. */
public final class AttemptReader {

    private static final String FILE = FormatName.JSON.file();

    private AttemptReader() {}

    /** Tells whether a path is the result of one submission, and not the folder with those of a class. */
    public static boolean isOneAttempt(Path path) {
        if (!Files.exists(path)) {
            throw new UsageException("There is no " + path + ". Give a report.json or a folder with results.");
        }
        return !Files.isDirectory(path) || Files.isRegularFile(path.resolve(FILE));
    }

    /** Reads the report of one submission, a report.json or the folder with it. */
    public static Report read(Path path) {
        Path file = Files.isDirectory(path) ? path.resolve(FILE) : path;
        if (!Files.isRegularFile(file)) {
            throw new UsageException("There is no " + file + ". Give a report.json, or the folder with it: the --out of "
                    + "./rnnkit grade, or a student's folder in the --out of ./rnnkit grade-all.");
        }
        return OutputFile.read(file, Report.class).filter(AttemptReader::isComplete)
                .orElseThrow(() -> new UsageException(file + " is not a report of this kit. Grade the submission again."));
    }

    private static boolean isComplete(Report report) {
        return report.submission() != null && report.steps() != null && report.extras() != null
                && report.allSteps().stream().allMatch(AttemptReader::isComplete);
    }

    private static boolean isComplete(StepReport step) {
        return step != null && step.title() != null && step.status() != null && step.message() != null;
    }

    /** Reads the reports in the --out of ./rnnkit grade-all, in the order of the submissions' names. */
    public static Map<String, Report> readClassroom(Path folder) {
        Map<String, Report> reports = new TreeMap<>();
        for (Path child : children(folder)) {
            if (Files.isRegularFile(child.resolve(FILE))) {
                reports.put(Printable.of(child.getFileName().toString()), read(child));
            }
        }
        if (reports.isEmpty()) {
            throw new UsageException("There is no report in " + folder + ". Give a report.json, the folder of one student, or "
                    + "the --out of ./rnnkit grade-all.");
        }
        return reports;
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> !child.getFileName().toString().startsWith(".")).toList();
        } catch (IOException e) {
            throw new UsageException(folder + " can't be read: " + e);
        }
    }
}
