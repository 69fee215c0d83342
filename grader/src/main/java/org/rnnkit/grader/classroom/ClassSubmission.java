package org.rnnkit.grader.classroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.rnnkit.grader.error.UsageException;

/**
 * One of a class's submissions.
 *
 * @param name what it is called in the results
 * @param path the folder or archive
 */
public record ClassSubmission(String name, Path path) {

    private static final String ZIP = ".zip";

    /** What is packed in another way gets a line that says so. */
    private static final List<String> ARCHIVES = List.of(ZIP, ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz");

    /**
     * Lists a class's submissions.
     *
     * @param folder the folder with a folder or an archive for each
     * @param out where results go: a folder in it is none of them
     * @return they, by name
     * @throws UsageException if there are none, or if results would be taken for some the next time
     */
    public static List<ClassSubmission> in(Path folder, Path out) {
        if (!Files.isDirectory(folder)) {
            throw new UsageException("There is no folder " + folder
                    + ". Name the one with a folder or a zip for each submission.");
        }
        if (out.startsWith(folder) && folder.relativize(out).getNameCount() != 1 || out.equals(folder)) {
            throw new UsageException("Results in " + out + " would lie among the submissions. Choose an --out beside "
                    + folder + ".");
        }
        try (Stream<Path> children = Files.list(folder)) {
            Set<String> taken = new HashSet<>();
            List<ClassSubmission> all = children.filter(child -> !child.equals(out) && isHandin(child))
                    .sorted(Comparator.comparing((Path child) -> !Files.isDirectory(child)).thenComparing(Path::getFileName))
                    .map(child -> new ClassSubmission(name(child, taken),
                    child)).sorted(Comparator.comparing(ClassSubmission::name)).toList();
            if (all.isEmpty()) {
                throw new UsageException("There is no submission in " + folder + ": a folder or a zip for each is expected.");
            }
            return all;
        } catch (IOException e) {
            throw new UsageException(folder + " can't be read: " + e.getMessage());
        }
    }

    private static boolean isHandin(Path child) {
        String name = child.getFileName().toString().toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && !name.equals("__macosx")
                && (Files.isDirectory(child) || ARCHIVES.stream().anyMatch(name::endsWith));
    }

    /** Without .zip, unless there is a folder of that name; results of the class keep their own names. */
    private static String name(Path child, Set<String> taken) {
        String file = child.getFileName().toString();
        String name = file.toLowerCase(Locale.ROOT).endsWith(ZIP) && !Files.isDirectory(child)
                ? file.substring(0, file.length() - ZIP.length()).strip() : file;
        boolean free = !name.isEmpty() && !name.startsWith(ScoresCsv.FILE) && !name.startsWith(ClassPage.FILE)
                && taken.add(name.toLowerCase(Locale.ROOT));
        return free ? name : file + "_";
    }
}
