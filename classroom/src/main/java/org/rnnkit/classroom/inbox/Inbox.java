package org.rnnkit.classroom.inbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.rnnkit.classroom.inbox.ClassroomSubmission.HandIn;
import org.rnnkit.classroom.inbox.ClassroomSubmission.HandIn.Student;
import org.rnnkit.classroom.inbox.UploadNames.GradescopeNames;
import org.rnnkit.classroom.results.ClassroomFile;
import org.rnnkit.classroom.results.ClassroomPage;
import org.rnnkit.classroom.results.ClassroomReport.ClassroomTables;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.grader.marking.Marking.HandInTime;
import org.rnnkit.grader.marking.Marking.HandInTime.Source;
import org.rnnkit.grader.submission.Intake.EntryKind;
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

    /** The file in which fetch-submissions.sh writes the time of the commit of each submission: lines of name,time. */
    static final String COMMIT_TIMES = ".commit-times";

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

    /** Reads an inbox without a roster. */
    public static Inbox read(Path folder, Path out) {
        return read(folder, out, student -> false);
    }

    /**
     * Reads an inbox. The folder itself may be a link, since the instructor named it; its entries may not.
     *
     * @param folder the folder with one folder or archive for each submission
     * @param out the folder for the results; it is ignored if it is in {@code folder}
     * @param roster tells whether the roster has a student with this number
     * @return the submissions and the ignored entries
     * @throws UsageException if there is no submission, or if {@code out} is in a submission or would count as one next time
     */
    public static Inbox read(Path folder, Path out, Predicate<Student> roster) {
        if (!Files.isDirectory(folder)) {
            throw new UsageException("There is no folder " + folder
                    + ". Name the one with a folder or an archive for each submission.");
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
            GradescopeNames list = GradescopeNames.read(folder);
            UploadNames names = new UploadNames(entries.keySet().stream()
                    .filter(child -> entries.get(child).isEmpty()).toList(), list.handIns(), roster);
            Map<Object, ClassroomSubmission> found = new LinkedHashMap<>();
            List<Ignored> ignored = new ArrayList<>();
            entries.forEach((child, reason) -> {
                List<HandIn> readings = reason.isEmpty() ? names.of(child) : List.of();
                String none = reason.isEmpty() && readings.isEmpty() ? reason(child, list) : reason;
                if (!none.isEmpty()) {
                    ignored.add(new Ignored(child.getFileName().toString(), none));
                } else if (readings.size() == 1 && !list.handIns().containsKey(child.getFileName().toString())) {
                    // Moodle and Canvas may name several files of a student; each other upload stands for itself.
                    found.merge(readings.get(0).students(), submission(child, readings), Inbox::join);
                } else {
                    found.put(child, submission(child, readings));
                }
            });
            List<ClassroomSubmission> all = new ArrayList<>(found.values());
            all.addAll(notFetched(folder.resolve(NOT_FETCHED)));
            Map<String, HandInTime> commits = commitTimes(folder.resolve(COMMIT_TIMES));
            all.replaceAll(one -> one.withTime(commits.getOrDefault(one.handIn().key(), one.handIn().time())));
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
        try {
            List<Path> beside = children(upload.getParent()).stream()
                    .filter(child -> setAside(child.getFileName().toString()).isEmpty()).toList();
            GradescopeNames list = GradescopeNames.read(upload.getParent());
            List<HandIn> readings = new UploadNames(beside, list.handIns(), student -> false).of(upload);
            return submission(upload, readings).handIn().key();
        } catch (IOException e) {
            return ClassroomSubmission.plain(upload).key();
        }
    }

    /** Adds a line for each ignored entry, so that the table and the page account for everything in the inbox. */
    public List<ClassroomResult> withIgnored(List<ClassroomResult> results) {
        return Stream.concat(results.stream(),
                ignored.stream().map(entry -> ClassroomResult.ignored(entry.name(), entry.reason()))).toList();
    }

    /** Lists a folder without what fetch-submissions.sh has left in it beside the submissions. */
    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(child -> !child.endsWith(NOT_FETCHED) && !child.endsWith(COMMIT_TIMES)).sorted(ORDER).toList();
        }
    }

    /** Returns the reason why an entry with this name is never a submission; empty if it may be one. */
    private static String setAside(String name) {
        return name.startsWith(".") ? "a hidden file or folder"
                : name.equalsIgnoreCase("__macosx") ? "a folder that macOS adds to archives" : "";
    }

    /** Returns the reason why an entry that no platform has named is no submission; empty if it is one. */
    private static String reason(Path child, GradescopeNames list) {
        String name = child.getFileName().toString();
        EntryKind kind = EntryKind.of(child);
        if (kind == EntryKind.FOLDER || kind == EntryKind.LINK || EntryKind.isArchive(name)) {
            return "";
        } else if (name.equalsIgnoreCase(GradescopeNames.FILE)) {
            return list.remark();
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
        HandInTime time = first.handIn().time().source() == Source.MARKED_LATE ? first.handIn().time()
                : second.handIn().time();
        return new ClassroomSubmission("", Stream.concat(first.paths().stream(), second.paths().stream()).toList(),
                List.of(new HandIn(first.handIn().students(), time)), "");
    }

    private static Map<String, HandInTime> commitTimes(Path file) throws IOException {
        Map<String, HandInTime> times = new HashMap<>();
        for (String line : EntryKind.of(file) == EntryKind.FILE ? Files.readAllLines(file) : List.<String>of()) {
            int comma = line.lastIndexOf(',');
            try {
                times.put(line.substring(0, Math.max(0, comma)),
                        new HandInTime(OffsetDateTime.parse(line.substring(comma + 1)).toInstant(), Source.COMMIT));
            } catch (DateTimeException notATime) {
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
        List<String> taken = new ArrayList<>(List.of(ClassroomTables.SCORES, ClassroomFile.FILE, ClassroomPage.FILE,
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

    /**
     * The names of a class's submissions. Each is the name of a folder in the results, so every name is valid on every file
     * system, and no two names mean the same folder on any of them: some do not distinguish upper from lower case or é from
     * e with an accent, and Windows ignores dots and spaces at the end.
     */
    static final class FolderNames {

        /** Some encrypted file systems allow no more than 143 bytes. */
        private static final int MAX_BYTES = 140;
        private static final String REPLACEMENT = "_";

        /**
         * Characters that a file system forbids or gives a meaning, and those that nobody sees. A "~" is among them because of
         * the short names of Windows: LOVELA~1 may mean the folder lovelace_ada.
         */
        private static final Pattern UNSAFE = Pattern.compile(
                "[<>:\"/\\\\|?*~\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}\\uFFFD"
                + "\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u3164\\uFFA0\\uFE00-\\uFE0F\\x{E0100}-\\x{E01EF}]");
        /** On Windows these names mean devices, also with any ending, such as con.txt. */
        private static final Pattern DEVICE = Pattern.compile(
                "(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9]|conin\\$|conout\\$) *(\\..*)?");

        private final Set<String> used = new HashSet<>();

        /** Starts without submissions; these names are taken by other files. */
        FolderNames(Collection<String> taken) {
            taken.forEach(name -> used.add(key(name)));
        }

        /** Takes a name as it is. Returns whether that was possible: the name is safe, and nobody has taken it before. */
        boolean takeUnchanged(String name) {
            return safe(name).equals(name) && used.add(key(name));
        }

        /** Takes a name that is safe and free, and as similar as possible. */
        String takeSimilar(String name) {
            String safe = safe(name);
            String free = safe;
            for (int number = 2; !used.add(key(free)); number++) {
                String end = "-" + number;
                free = cut(safe, MAX_BYTES - end.length()) + end;
            }
            return free;
        }

        private static String safe(String name) {
            String visible = UNSAFE.matcher(representable(name)).replaceAll(REPLACEMENT).strip();
            // Hidden files are the grader's own. A spreadsheet does not show an apostrophe at the beginning of a cell.
            String begun = visible.replaceFirst("^[.']", REPLACEMENT);
            boolean device = DEVICE.matcher(Normalizer.normalize(begun, Form.NFKD)).matches();
            String cut = cut(device ? REPLACEMENT + begun : begun, MAX_BYTES);
            return cut.isEmpty() ? REPLACEMENT : cut;
        }

        /** Replaces what this machine's file names can't express, as in a shell without a language. */
        private static String representable(String name) {
            try {
                Path.of(name.replace("\0", REPLACEMENT));
                return name;
            } catch (InvalidPathException e) {
                return name.replaceAll("[^ -~]", REPLACEMENT);
            }
        }

        /** Cuts a name to a number of bytes in UTF-8, and removes dots and spaces from its end. */
        private static String cut(String name, int maxBytes) {
            String cut = name;
            while (cut.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
                cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
            }
            return cut.replaceFirst("[. ]+$", "");
        }

        /** Returns a text that is the same for all names that mean the same folder on some file system. */
        private static String key(String name) {
            String folded = Normalizer.normalize(name, Form.NFKD);
            // Twice: the lower case of a capital sharp s is a small one, and the upper case of that is SS.
            for (int i = 0; i < 2; i++) {
                folded = Normalizer.normalize(folded.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Form.NFKD);
            }
            return folded;
        }
    }
}
