package org.rnnkit.grader.classroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.rnnkit.grader.error.UsageException;

/**
 * One submission of a class.
 *
 * @param name the submission's name in the results, which is also that of its folder there
 * @param path the folder or archive that was handed in
 */
public record ClassSubmission(String name, Path path) {

    private static final String ZIP = ".zip";

    /** The endings of archives. Only zip files are graded; for other archives the results say how to pack them. */
    private static final List<String> ARCHIVES = List.of(ZIP, ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz");
    private static final Comparator<Path> ORDER = Comparator.comparing((Path child) -> !Files.isDirectory(child))
            .thenComparing(Path::getFileName);

    /**
     * Lists the submissions of a class.
     *
     * @param folder the folder with one folder or archive for each submission
     * @param out the folder for the results; it is left out of the list if it is in {@code folder}
     * @return the submissions, sorted by name
     * @throws UsageException if there is no submission, or if {@code out} would count as a submission next time
     */
    public static List<ClassSubmission> list(Path folder, Path out) {
        if (!Files.isDirectory(folder)) {
            throw new UsageException("There is no folder " + folder
                    + ". Name the one with a folder or a zip for each submission.");
        }
        try (Stream<Path> found = Files.list(folder)) {
            Path inbox = folder.toRealPath();
            Path results = real(out);
            List<Path> children = new ArrayList<>();
            for (Path child : found.filter(ClassSubmission::isSubmission).sorted(ORDER).toList()) {
                if (!real(child).equals(results)) {
                    if (mixes(results, real(child), inbox)) {
                        throw amongSubmissions(results, folder);
                    }
                    children.add(child);
                }
            }
            if (results.equals(inbox) || results.startsWith(inbox) && !results.getParent().equals(inbox)) {
                throw amongSubmissions(results, folder);
            }
            if (children.isEmpty()) {
                throw new UsageException("There is no submission in " + folder
                        + ". It should have a folder or a zip for each submission.");
            }
            return named(children, taken(inbox, results));
        } catch (IOException e) {
            throw new UsageException(folder + " can't be read: " + e.getMessage());
        }
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
        List<String> taken = new ArrayList<>(List.of(ScoresCsv.FILE, ClassPage.FILE));
        if (inbox.startsWith(results)) {
            taken.add(results.relativize(inbox).getName(0).toString());
        }
        return taken;
    }

    /** Names the submissions. One whose name needs no change has the first claim to it. */
    private static List<ClassSubmission> named(List<Path> children, List<String> taken) {
        FolderNames names = new FolderNames(taken);
        List<ClassSubmission> all = new ArrayList<>();
        List<Path> others = new ArrayList<>();
        for (Path child : children) {
            if (names.takeUnchanged(nameOf(child))) {
                all.add(new ClassSubmission(nameOf(child), child));
            } else {
                others.add(child);
            }
        }
        others.forEach(child -> all.add(new ClassSubmission(names.takeSimilar(nameOf(child)), child)));
        return all.stream().sorted(Comparator.comparing(ClassSubmission::name)).toList();
    }

    private static boolean isSubmission(Path child) {
        String name = child.getFileName().toString().toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && !name.equals("__macosx")
                && (Files.isDirectory(child) || ARCHIVES.stream().anyMatch(name::endsWith));
    }

    /** Returns the name of a submission's folder or archive, without .zip. */
    private static String nameOf(Path child) {
        String file = child.getFileName().toString();
        return file.toLowerCase(Locale.ROOT).endsWith(ZIP) && !Files.isDirectory(child)
                ? file.substring(0, file.length() - ZIP.length()).strip() : file;
    }

    /**
     * Tells whether the name in the results is not that of the folder or archive, because that is no valid name for a
     * folder on every system, or means the same folder as another submission's.
     *
     * @return whether the name was changed
     */
    public boolean isRenamed() {
        return !name.equals(nameOf(path));
    }
}
