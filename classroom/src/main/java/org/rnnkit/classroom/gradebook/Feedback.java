package org.rnnkit.classroom.gradebook;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.classroom.inbox.ClassroomSubmission;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.format.FormatName;
import org.rnnkit.grader.report.format.ReportFiles;
import org.rnnkit.grader.system.OutputFile;

/** The pages that the students get back: as the zip that Moodle takes, or one file for each student. */
final class Feedback {

    /** The file name of the zip. */
    static final String ZIP = "feedback.zip";
    /** The name of the folder with one file for each student. */
    static final String FOLDER = "feedback";

    private static final String PAGE = "report.html";
    private static final Pattern MOODLE_FOLDER = Pattern.compile("([^_]++_\\d++_assignsubmission_file_?+).*+");
    private static final String MOODLE_ENDING = "_assignsubmission_file";

    private Feedback() {}

    /**
     * Returns the page of each student, to be made when it is written: the report, without a link to another file; else the
     * file that says why the submission was not taken.
     */
    static Map<Student, Supplier<String>> pages(Map<Student, ClassroomSubmission> handIns, Map<Student, Report> reports,
            Path out) {
        Map<Student, Supplier<String>> pages = new LinkedHashMap<>();
        handIns.forEach((student, submission) -> {
            Path file = out.resolve(submission.name()).resolve(FormatName.HTML.file());
            Report report = reports.get(student);
            if (report != null) {
                pages.put(student, () -> ReportFiles.page(report));
            } else if (Files.isRegularFile(file)) {
                pages.put(student, () -> Uncheck.get(() -> Files.readString(file)));
            }
        });
        return pages;
    }

    /** Writes the zip. Moodle finds the student by the number in the folder's name, which is that of the download. */
    static void writeZip(Map<Student, Supplier<String>> pages, Map<Student, ClassroomSubmission> handIns, Path out) {
        Map<String, Supplier<String>> files = new TreeMap<>();
        String ending = handIns.values().stream().flatMap(Feedback::downloaded).findFirst()
                .map(name -> name.substring(name.indexOf(MOODLE_ENDING))).orElse(MOODLE_ENDING + "_");
        pages.forEach((student, page) -> files.put(moodleFolder(student, handIns.get(student), ending) + "/" + PAGE, page));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, Supplier<String>> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().get().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        OutputFile.write(bytes.toByteArray(), out.resolve(ZIP));
    }

    /** Returns the name of the student's folder in Moodle's download, or one that Moodle reads in the same way. */
    private static String moodleFolder(Student student, ClassroomSubmission submission, String ending) {
        return downloaded(submission).findFirst().orElseGet(() -> student.name()
                .replaceAll("[_/\\\\:*?\"<>|\\p{Cntrl}]++", " ").strip() + "_" + student.number() + ending);
    }

    private static Stream<String> downloaded(ClassroomSubmission submission) {
        return submission.paths().stream().map(path -> path.getFileName().toString()).map(MOODLE_FOLDER::matcher)
                .filter(Matcher::matches).map(found -> found.group(1));
    }

    /** Writes a file for each student, named like the submission. Files of an earlier run may be outdated and leave. */
    static void writeFiles(Map<Student, Supplier<String>> pages, Map<Student, ClassroomSubmission> handIns, Path out) {
        File[] earlier = out.resolve(FOLDER).toFile().listFiles((folder, name) -> name.endsWith(".html"));
        Stream.of(earlier == null ? new File[0] : earlier).forEach(File::delete);
        pages.forEach((student, page) ->
                OutputFile.write(page.get(), out.resolve(FOLDER).resolve(handIns.get(student).name() + ".html")));
    }
}
