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
 * One submission of a class.
 *
 * @param name the submission's name in the results
 * @param path the folder or archive that was handed in
 */
public record ClassSubmission(String name, Path path) {

    private static final String ZIP = ".zip";

    /** The endings of archives. Only zip files are graded; for other archives the results say how to pack them. */
    private static final List<String> ARCHIVES = List.of(ZIP, ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz");

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
        if (out.startsWith(folder) && folder.relativize(out).getNameCount() != 1 || out.equals(folder)) {
            throw new UsageException("Results in " + out + " would lie among the submissions. Choose an --out beside "
                    + folder + ".");
        }
        try (Stream<Path> children = Files.list(folder)) {
            Set<String> used = new HashSet<>();
            List<ClassSubmission> all = children.filter(child -> !child.equals(out) && isSubmission(child))
                    .sorted(Comparator.comparing((Path child) -> !Files.isDirectory(child)).thenComparing(Path::getFileName))
                    .map(child -> new ClassSubmission(name(child, used), child))
                    .sorted(Comparator.comparing(ClassSubmission::name)).toList();
            if (all.isEmpty()) {
                throw new UsageException("There is no submission in " + folder
                        + ". It should have a folder or a zip for each submission.");
            }
            return all;
        } catch (IOException e) {
            throw new UsageException(folder + " can't be read: " + e.getMessage());
        }
    }

    private static boolean isSubmission(Path child) {
        String name = child.getFileName().toString().toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && !name.equals("__macosx")
                && (Files.isDirectory(child) || ARCHIVES.stream().anyMatch(name::endsWith));
    }

    /**
     * Names a submission after its file, without .zip. "_" is added if the name is used already, or belongs to one of the
     * class's own result files.
     */
    private static String name(Path child, Set<String> used) {
        String file = child.getFileName().toString();
        String name = file.toLowerCase(Locale.ROOT).endsWith(ZIP) && !Files.isDirectory(child)
                ? file.substring(0, file.length() - ZIP.length()).strip() : file;
        boolean free = !name.isEmpty() && !name.startsWith(ScoresCsv.FILE) && !name.startsWith(ClassPage.FILE)
                && used.add(name.toLowerCase(Locale.ROOT));
        return free ? name : file + "_";
    }
}
