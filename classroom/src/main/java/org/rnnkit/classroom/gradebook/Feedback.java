package org.rnnkit.classroom.gradebook;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.rnnkit.grader.system.OutputFile;

/** The pages that the students get back: as the zip that Moodle takes, or one file for each student. */
final class Feedback {

    /** The file name of the zip. */
    static final String ZIP = "feedback.zip";
    /** The name of the folder with one file for each student. */
    static final String FOLDER = "feedback";

    private static final String PAGE = "report.html";
    private static final Pattern MOODLE_FOLDER = Pattern.compile("(.+_\\d+_assignsubmission_file_?)(?!_).*");
    private static final String MOODLE_ENDING = "_assignsubmission_file_";

    private Feedback() {}

    /**
     * Writes the zip. Moodle finds the student by the number in the folder's name, which is that of the download.
     *
     * @param pages the page of each student
     * @param senders how each student handed in
     * @param out the folder for the zip
     */
    static void writeZip(Map<RosterLine, String> pages, Map<RosterLine, Sender> senders, Path out) {
        Map<String, String> files = new TreeMap<>();
        pages.forEach((line, page) -> files.put(moodleFolder(line, senders.get(line)) + "/" + PAGE, page));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        OutputFile.write(bytes.toByteArray(), out.resolve(ZIP));
    }

    /** Returns the name of the student's folder in Moodle's download, or one that Moodle reads in the same way. */
    private static String moodleFolder(RosterLine line, Sender sender) {
        return sender.uploads().stream().map(MOODLE_FOLDER::matcher).filter(Matcher::matches).map(found -> found.group(1))
                .findFirst().orElseGet(() -> line.name().replaceAll("[_/\\\\:*?\"<>|\\p{Cntrl}]+", " ").strip() + "_"
                        + line.ids().get(0) + MOODLE_ENDING);
    }

    /** Writes a file for each student, named like the submission. Those of an earlier run are deleted: each may be outdated. */
    static void writeFiles(Map<RosterLine, String> pages, Map<RosterLine, Sender> senders, Path out) {
        File[] earlier = out.resolve(FOLDER).toFile().listFiles((folder, name) -> name.endsWith(".html"));
        Stream.of(earlier == null ? new File[0] : earlier).forEach(File::delete);
        pages.forEach((line, page) ->
                OutputFile.write(page, out.resolve(FOLDER).resolve(senders.get(line).submission() + ".html")));
    }
}
