package org.rnnkit.grader.classroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.submission.ArchiveName;

/**
 * The folder with the submissions of a class. Each entry of it is a submission, a part of one, or ignored with a reason.
 *
 * @param submissions the submissions, sorted by name
 * @param ignored the other entries, sorted by name
 */
public record Inbox(List<ClassSubmission> submissions, List<Ignored> ignored) {

    /**
     * The folder in which fetch-submissions.sh leaves a file for each submission that it could not fetch, with the reason.
     * It is hidden, so that no student's repository is called like this.
     */
    static final String NOT_FETCHED = ".not-fetched";

    private static final int MAX_REASON = 500;
    private static final Comparator<Path> ORDER = Comparator.comparing((Path child) -> !Files.isDirectory(child))
            .thenComparing(Path::getFileName);

    /**
     * An entry of the inbox that is no submission.
     *
     * @param name its file name
     * @param reason the reason why it is not graded, in a few words
     */
    public record Ignored(String name, String reason) {}

    /**
     * Reads an inbox.
     *
     * @param folder the folder with one folder or archive for each submission
     * @param out the folder for the results; it is ignored if it is in {@code folder}
     * @return the submissions and the ignored entries
     * @throws UsageException if there is no submission, or if {@code out} is in a submission or would count as one next time
     */
    public static Inbox read(Path folder, Path out) {
        if (!Files.isDirectory(folder)) {
            throw new UsageException("There is no folder " + folder
                    + ". Name the one with a folder or an archive for each submission.");
        }
        try {
            Path inbox = folder.toRealPath();
            Path results = real(out);
            GradescopeNames names = GradescopeNames.in(folder);
            Map<String, List<Path>> uploads = new LinkedHashMap<>();
            Map<String, HandIn> handIns = new LinkedHashMap<>();
            List<Ignored> ignored = new ArrayList<>();
            for (Path child : children(folder)) {
                String reason = real(child).equals(results) ? "the results" : reason(child, names);
                if (!reason.isEmpty()) {
                    ignored.add(new Ignored(child.getFileName().toString(), reason));
                    continue;
                }
                if (mixes(results, real(child), inbox)) {
                    throw amongSubmissions(results, folder);
                }
                HandIn handIn = names.of(child).orElseGet(() -> ClassSubmission.handIn(child));
                // The uploads of one student on a platform are one submission. All others stand for themselves.
                String key = handIn.isFromPlatform() ? "by student " + handIn.key() : "by file " + child.getFileName();
                uploads.computeIfAbsent(key, first -> new ArrayList<>()).add(child);
                handIns.merge(key, handIn, Inbox::earlierAndLater);
            }
            if (results.equals(inbox) || results.startsWith(inbox) && !results.getParent().equals(inbox)) {
                throw amongSubmissions(results, folder);
            }
            List<ClassSubmission> found = new ArrayList<>();
            uploads.forEach((key, paths) -> found.add(new ClassSubmission("", paths, handIns.get(key), "")));
            found.addAll(notFetched(folder.resolve(NOT_FETCHED)));
            if (found.isEmpty()) {
                throw new UsageException("There is no submission in " + folder
                        + ". It should have a folder or an archive for each submission.");
            }
            return new Inbox(named(found, taken(inbox, results)), ignored);
        } catch (IOException e) {
            throw new UsageException(folder + " can't be read: " + e.getMessage());
        }
    }

    /**
     * Adds a line for each ignored entry, so that the table and the page account for everything in the inbox.
     *
     * @param results the results of the submissions
     * @return the results and, after them, the ignored entries
     */
    public List<ClassResult> withIgnored(List<ClassResult> results) {
        return Stream.concat(results.stream(), ignored.stream().map(entry -> ClassResult.ignored(entry.name(), entry.reason())))
                .toList();
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.sorted(ORDER).toList();
        }
    }

    /** Returns the reason why an entry is no submission; empty if it is one. */
    private static String reason(Path child, GradescopeNames names) {
        String name = child.getFileName().toString();
        String lower = name.toLowerCase(Locale.ROOT);
        if (name.equals(NOT_FETCHED)) {
            return "the list of the repositories that could not be fetched";
        } else if (name.startsWith(".")) {
            return "a hidden file or folder";
        } else if (lower.equals("__macosx")) {
            return "a folder that macOS adds to archives";
        } else if (lower.equals(GradescopeNames.FILE)) {
            return names.remark();
        } else if (Files.isDirectory(child) || HandIn.of(name, true).isFromPlatform()
                || ArchiveName.matches(name)) {
            return "";
        }
        return lower.endsWith(".java")
                ? "a single source file; put the files of a student into a folder with the student's name"
                : "neither a folder nor an archive, and not named by Moodle or Canvas";
    }

    /** Joins the hand-ins of several uploads of one student: one late upload makes the submission late. */
    private static HandIn earlierAndLater(HandIn first, HandIn second) {
        return new HandIn(first.student(), first.id(), Stream.of(first.time(), second.time()).flatMap(time -> time.stream())
                .max(Comparator.naturalOrder()), first.late() || second.late());
    }

    private static List<ClassSubmission> notFetched(Path folder) throws IOException {
        List<ClassSubmission> all = new ArrayList<>();
        for (Path file : Files.isDirectory(folder) ? children(folder) : List.<Path>of()) {
            String reason = Files.readString(file).strip();
            all.add(new ClassSubmission("", List.of(), HandIn.unknown(file.getFileName().toString()),
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

    /** Tells whether the results would lie in a submission, or the submission in the results, as through a link. */
    private static boolean mixes(Path results, Path submission, Path inbox) {
        boolean inInbox = inbox.startsWith(results) && submission.startsWith(inbox);
        return results.startsWith(submission) || submission.startsWith(results) && !inInbox;
    }

    private static UsageException amongSubmissions(Path results, Path folder) {
        return new UsageException("Results in " + results + " would lie among the submissions. Choose an --out beside "
                + folder + ".");
    }

    /** Lists the names in the results that belong to other files: the class's own, and the inbox if it is there. */
    private static List<String> taken(Path inbox, Path results) {
        List<String> taken = new ArrayList<>(List.of(ScoresCsv.FILE, SameWorkCsv.FILE, ClassFile.FILE, ClassPage.FILE,
                "gradebook.csv", "gradebook.txt", "feedback.zip", "feedback"));
        if (inbox.startsWith(results)) {
            taken.add(results.relativize(inbox).getName(0).toString());
        }
        return taken;
    }

    /** Names the submissions. One whose name needs no change has the first claim to it. */
    private static List<ClassSubmission> named(List<ClassSubmission> found, List<String> taken) {
        FolderNames names = new FolderNames(taken);
        List<ClassSubmission> all = new ArrayList<>();
        List<ClassSubmission> others = new ArrayList<>();
        for (ClassSubmission submission : found) {
            String name = submission.handIn().key();
            if (names.takeUnchanged(name)) {
                all.add(withName(submission, name));
            } else {
                others.add(submission);
            }
        }
        others.forEach(submission -> all.add(withName(submission, names.takeSimilar(submission.handIn().key()))));
        return all.stream().sorted(Comparator.comparing(ClassSubmission::name)).toList();
    }

    private static ClassSubmission withName(ClassSubmission submission, String name) {
        return new ClassSubmission(name, submission.paths(), submission.handIn(), submission.notFetched());
    }
}
