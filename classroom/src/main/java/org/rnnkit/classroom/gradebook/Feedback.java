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
import org.rnnkit.classroom.gradebook.RosterColumns.RosterLine;
import org.rnnkit.classroom.gradebook.RosterMatcher.RosterMatches;
import org.rnnkit.classroom.gradebook.RosterMatcher.Sender;
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
    private static final Pattern MOODLE_FOLDER = Pattern.compile("(.+_\\d+_assignsubmission_file_?)(?!_).*");
    private static final String MOODLE_ENDING = "_assignsubmission_file";

    private Feedback() {}

    /**
     * Returns the page of each student, to be made when it is written: the report, without a link to another file; else the
     * file that says why the submission was not taken.
     */
    static Map<RosterLine, Supplier<String>> pages(RosterMatches matches, Map<RosterLine, Report> reports, Path out) {
        Map<RosterLine, Supplier<String>> pages = new LinkedHashMap<>();
        matches.submissions().forEach((line, sender) -> {
            Path file = out.resolve(sender.submission()).resolve(FormatName.HTML.file());
            Report report = reports.get(line);
            if (report != null) {
                pages.put(line, () -> ReportFiles.page(report));
            } else if (Files.isRegularFile(file)) {
                pages.put(line, () -> Uncheck.get(() -> Files.readString(file)));
            }
        });
        return pages;
    }

    /** Writes the zip. Moodle finds the student by the number in the folder's name, which is that of the download. */
    static void writeZip(Map<RosterLine, Supplier<String>> pages, Map<RosterLine, Sender> senders, Path out) {
        Map<String, Supplier<String>> files = new TreeMap<>();
        String ending = senders.values().stream().flatMap(Feedback::downloaded).findFirst()
                .map(name -> name.substring(name.indexOf(MOODLE_ENDING))).orElse(MOODLE_ENDING + "_");
        pages.forEach((line, page) -> files.put(moodleFolder(line, senders.get(line), ending) + "/" + PAGE, page));
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
    private static String moodleFolder(RosterLine line, Sender sender, String ending) {
        return downloaded(sender).findFirst().orElseGet(() -> line.name()
                .replaceAll("[_/\\\\:*?\"<>|\\p{Cntrl}]+", " ").strip() + "_" + line.ids().get(0) + ending);
    }

    private static Stream<String> downloaded(Sender sender) {
        return sender.uploads().stream().map(MOODLE_FOLDER::matcher).filter(Matcher::matches)
                .map(found -> found.group(1));
    }

    /** Writes a file for each student, named like the submission. Files of an earlier run may be outdated and leave. */
    static void writeFiles(Map<RosterLine, Supplier<String>> pages, Map<RosterLine, Sender> senders, Path out) {
        File[] earlier = out.resolve(FOLDER).toFile().listFiles((folder, name) -> name.endsWith(".html"));
        Stream.of(earlier == null ? new File[0] : earlier).forEach(File::delete);
        pages.forEach((line, page) ->
                OutputFile.write(page.get(), out.resolve(FOLDER).resolve(senders.get(line).submission() + ".html")));
    }
}
