package org.rnnkit.classroom.inbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.rnnkit.classroom.results.ClassroomFile;
import org.rnnkit.classroom.results.ClassroomPage;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.classroom.results.ScoresTable;
import org.rnnkit.grader.marking.HandInTime;
import org.rnnkit.grader.marking.TimeSource;
import org.rnnkit.grader.submission.EntryKind;
import org.rnnkit.grader.system.UsageException;

/**
 * The folder with the submissions of a class. Each entry of it is a submission, a part of one, or ignored with a reason.
 *
 * @param submissions the submissions, sorted by name
 * @param ignored the other entries, sorted by name
 */
public record Inbox(List<ClassroomSubmission> submissions, List<Ignored> ignored) {

    /**
     * The folder in which fetch-submissions.sh leaves a file for each submission that it could not fetch, with the reason.
     * It is hidden, so that no student's repository is called like this.
     */
    static final String NOT_FETCHED = ".not-fetched";

    /** The file in which fetch-submissions.sh writes the time of each submission: lines of name,time,source,commit. */
    static final String TIMES = ".times";

    private static final int TIME_CELLS = 4;
    private static final int MAX_REASON = 500;
    private static final Comparator<Path> ORDER = Comparator.comparing((Path child) -> EntryKind.of(child) != EntryKind.FOLDER)
            .thenComparing(Path::getFileName);

    /**
     * An entry of the inbox that is no submission.
     *
     * @param name its file name
     * @param reason the reason why it is not graded, in a few words
     */
    public record Ignored(String name, String reason) {}

    /**
     * Reads an inbox. The folder itself may be a link, since the instructor named it; its entries may not.
     *
     * @param folder the folder with one folder or archive for each submission
     * @param out the folder for the results; it is ignored if it is in {@code folder}
     * @param names reads the names of the uploads
     * @return the submissions and the ignored entries
     * @throws UsageException if there is no submission, or if {@code out} is in a submission or would count as one next time
     */
    public static Inbox read(Path folder, Path out, UploadNames names) {
        if (!Files.isDirectory(folder)) {
            throw new UsageException((Files.exists(folder) ? folder + " is a file" : "There is no folder " + folder)
                    + ". Name the folder with a folder or an archive for each submission.");
        }
        try {
            Path inbox = folder.toRealPath();
            Path results = real(out);
            if (results.equals(inbox) || results.startsWith(inbox) && !results.getParent().equals(inbox)) {
                throw new UsageException("Results in " + results + " would lie among the submissions. Choose an --out beside "
                        + folder + ".");
            }
            Map<Path, String> entries = new LinkedHashMap<>();
            for (Path child : children(folder)) {
                entries.put(child, real(child).equals(results) ? "the results" : setAside(child.getFileName().toString()));
            }
            Map<Object, ClassroomSubmission> found = new LinkedHashMap<>();
            List<Ignored> ignored = new ArrayList<>();
            entries.forEach((child, reason) -> {
                List<HandIn> readings = reason.isEmpty() ? names.of(child) : List.of();
                String none = reason.isEmpty() && readings.isEmpty() ? reason(child) : reason;
                if (!none.isEmpty()) {
                    ignored.add(new Ignored(child.getFileName().toString(), none));
                } else if (readings.size() == 1) {
                    // Moodle and Canvas may name several files of a student; each other upload stands for itself.
                    found.merge(readings.get(0).key(), submission(child, readings), Inbox::join);
                } else {
                    found.put(child, submission(child, readings));
                }
            });
            List<ClassroomSubmission> all = new ArrayList<>(found.values());
            all.addAll(notFetched(folder.resolve(NOT_FETCHED)));
            Map<String, HandInTime> commits = times(folder.resolve(TIMES));
            all.replaceAll(one -> commits.containsKey(one.handIn().key()) ? one.withTime(commits.get(one.handIn().key()))
                    : one);
            if (all.isEmpty()) {
                throw new UsageException("There is no submission in " + folder
                        + ". It should have a folder or an archive for each submission.");
            }
            return new Inbox(named(all, taken(inbox, results)), ignored);
        } catch (IOException e) {
            throw new UsageException(folder + " can't be read: " + e);
        }
    }

    /** Returns the name that an upload has in the results of its inbox, before it is made a valid name for a folder. */
    public static String nameOf(Path upload) {
        return submission(upload, UploadNames.MOODLE.of(upload)).handIn().key();
    }

    /** Adds a line for each ignored entry, so that the table and the page account for everything in the inbox. */
    public List<ClassroomResult> withIgnored(List<ClassroomResult> results) {
        return Stream.concat(results.stream(),
                ignored.stream().map(entry -> ClassroomResult.ignored(entry.name(), entry.reason()))).toList();
    }

    /** Lists a folder without what fetch-submissions.sh has left in it beside the submissions. */
    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(child -> !child.endsWith(NOT_FETCHED) && !child.endsWith(TIMES)).sorted(ORDER).toList();
        }
    }

    /** Returns the reason why an entry with this name is never a submission; empty if it may be one. */
    private static String setAside(String name) {
        return name.startsWith(".") ? "a hidden file or folder"
                : name.equalsIgnoreCase("__macosx") ? "a folder that macOS adds to archives" : "";
    }

    /** Returns the reason why an entry that no platform has named is no submission; empty if it is one. */
    private static String reason(Path child) {
        String name = child.getFileName().toString();
        EntryKind kind = EntryKind.of(child);
        if (kind == EntryKind.FOLDER || kind == EntryKind.LINK || EntryKind.isArchive(name)) {
            return "";
        }
        return name.toLowerCase(Locale.ROOT).endsWith(".java")
                ? "a single source file; put the files of a student into a folder with the student's name"
                : "neither a folder nor an archive, and not named by Moodle or Canvas";
    }

    private static ClassroomSubmission submission(Path child, List<HandIn> readings) {
        return new ClassroomSubmission("", List.of(child),
                readings.isEmpty() ? List.of(ClassroomSubmission.plain(child)) : readings, "");
    }

    /** Joins two uploads of one student: one late upload makes the submission late. */
    private static ClassroomSubmission join(ClassroomSubmission first, ClassroomSubmission second) {
        HandInTime time = first.handIn().time().source() == TimeSource.MARKED_LATE ? first.handIn().time()
                : second.handIn().time();
        return new ClassroomSubmission("", Stream.concat(first.paths().stream(), second.paths().stream()).toList(),
                List.of(new HandIn(first.handIn().student(), first.handIn().number(), time)), "");
    }

    private static Map<String, HandInTime> times(Path file) throws IOException {
        Map<String, HandInTime> times = new HashMap<>();
        for (String line : EntryKind.of(file) == EntryKind.FILE ? Files.readAllLines(file) : List.<String>of()) {
            List<String> cells = List.of(line.split(",", -1));
            try {
                times.put(cells.get(0), new HandInTime(OffsetDateTime.parse(cells.get(1)).toInstant(),
                        cells.get(2).equals("push") ? TimeSource.PUSH : TimeSource.COMMIT, cells.get(TIME_CELLS - 1)));
            } catch (DateTimeException | IndexOutOfBoundsException notATime) {
                continue; // The time stays unknown, and the class page says so.
            }
        }
        return times;
    }

    private static List<ClassroomSubmission> notFetched(Path folder) throws IOException {
        List<ClassroomSubmission> all = new ArrayList<>();
        for (Path file : EntryKind.of(folder) == EntryKind.FOLDER ? children(folder) : List.<Path>of()) {
            if (EntryKind.of(file) != EntryKind.FILE) {
                continue;
            }
            String reason = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
            all.add(new ClassroomSubmission("", List.of(), List.of(HandIn.unknown(file.getFileName().toString())),
                    reason.substring(0, Math.min(MAX_REASON, reason.length()))));
        }
        return all;
    }

    /** Returns the real path of a file or folder, also if the last folders of the path do not exist yet. */
    private static Path real(Path path) throws IOException {
        Path absolute = path.toAbsolutePath();
        return Files.exists(absolute) || absolute.getParent() == null ? absolute.toRealPath()
                : real(absolute.getParent()).resolve(absolute.getFileName());
    }

    /** Lists the names in the results that belong to other files: the class's own, and the inbox if it is there. */
    private static List<String> taken(Path inbox, Path results) {
        List<String> taken = new ArrayList<>(List.of(ScoresTable.FILE, ClassroomFile.FILE, ClassroomPage.FILE,
                "gradebook.csv", "gradebook.txt", "feedback.zip", "feedback"));
        if (inbox.startsWith(results)) {
            taken.add(results.relativize(inbox).getName(0).toString());
        }
        return taken;
    }

    /** Names the submissions. One whose name needs no change has the first claim to it. */
    private static List<ClassroomSubmission> named(List<ClassroomSubmission> found, List<String> taken) {
        FolderNames names = new FolderNames(taken);
        List<ClassroomSubmission> all = new ArrayList<>();
        List<ClassroomSubmission> others = new ArrayList<>();
        // A name that a student chose is never that of another student whom a platform has named.
        found.sort(Comparator.comparing(submission -> !submission.handIn().isFromPlatform()));
        for (ClassroomSubmission submission : found) {
            String name = submission.handIn().key();
            if (names.takeUnchanged(name)) {
                all.add(withName(submission, name));
            } else {
                others.add(submission);
            }
        }
        others.forEach(submission -> all.add(withName(submission, names.takeSimilar(submission.handIn().key()))));
        return all.stream().sorted(Comparator.comparing(ClassroomSubmission::name)).toList();
    }

    private static ClassroomSubmission withName(ClassroomSubmission submission, String name) {
        return new ClassroomSubmission(name, submission.paths(), submission.readings(), submission.notFetched());
    }
}
