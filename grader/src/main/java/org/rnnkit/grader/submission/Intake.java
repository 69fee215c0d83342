package org.rnnkit.grader.submission;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** The intake of a folder or archive: it takes the .java files in the steps' packages and nothing else. */
public final class Intake {

    private final Kit kit;

    /**
     * Makes the intake.
     *
     * @param kit the kit; its modules exercises and solutions can be graded by name
     */
    public Intake(Kit kit) {
        this.kit = kit;
    }

    /**
     * Takes a submission.
     *
     * @param target "exercises" or "solutions" for the kit's own module; otherwise the path of a module, of a repository
     *     with exercises/ in it, of a source root, or of a zip archive of one of these; up to four folders may be
     *     around them
     * @return the submission
     * @throws UsageException if it can't be read, has no step in it, or has steps in more than one place
     */
    public Submission take(String target) {
        boolean own = Layout.isModuleOfSteps(target);
        if (target.equals(Layout.SOLUTIONS) && kit.reference().isEmpty()) {
            throw new UsageException("This is a student's copy of the kit, without solutions/. Name exercises, or a folder.");
        }
        return take(target, own ? kit.home().resolve(target) : path(target));
    }

    /**
     * Takes a submission.
     *
     * @param name the submission's name in the report
     * @param path the folder or zip archive
     * @return the submission
     * @throws UsageException if it can't be read, has no step in it, or has steps in more than one place
     */
    public Submission take(String name, Path path) {
        Path place = path.toAbsolutePath().normalize();
        if (Files.isRegularFile(place)) {
            return unzip(name, place, place);
        }
        if (!Files.isDirectory(place)) {
            throw new UsageException("There is no folder " + place
                    + ". Name exercises, " + (kit.reference().isPresent() ? "solutions, " : "")
                    + "or a folder or zip archive with the steps in it.");
        }
        try (FileTree tree = new FolderTree(place)) {
            List<SubmissionEntry> entries = tree.entries();
            List<SubmissionEntry> archives = entries.stream().filter(Intake::isArchive).toList();
            if (archives.size() == 1 && root(entries).isEmpty()) {
                return unzip(name, place, place.resolve(archives.get(0).path()));
            }
            return take(name, place, tree, entries);
        } catch (IOException e) {
            throw new UsageException(place + " can't be read: " + reason(e));
        }
    }

    private static Path path(String target) {
        try {
            return Path.of(target);
        } catch (InvalidPathException e) {
            throw new UsageException("This is not a valid path: " + e.getMessage());
        }
    }

    /** Tells whether an entry is a zip archive near the top: learning platforms put each upload into a folder. */
    private static boolean isArchive(SubmissionEntry entry) {
        return entry.isFile() && entry.path().chars().filter(c -> c == '/').count() <= 1
                && entry.name().toLowerCase(Locale.ROOT).endsWith(".zip");
    }

    private Submission unzip(String name, Path place, Path file) {
        try (FileTree tree = new ZipTree(file)) {
            return take(name, place, tree, tree.entries());
        } catch (IOException | IllegalArgumentException e) { // the second for names in an unknown encoding, for example
            throw new UsageException(file + " is not a readable zip archive: " + reason(e)
                    + ". Pack it again, as a plain zip, and hand it in again.");
        }
    }

    private static String reason(Exception e) {
        return e instanceof EOFException ? "it ends too early" : e.getMessage() == null ? "it is damaged" : e.getMessage();
    }

    private Submission take(String name, Path place, FileTree tree, List<SubmissionEntry> entries) throws IOException {
        SourceRoot root = root(entries).orElseThrow(() -> new UsageException(
                "There is no step in " + place + ". It needs a file " + kit.steps().get(0).sourceFile()
                + ", or that of another step, directly or under exercises/. Name the folder that has src/ in it."));
        IgnoredFiles ignored = new IgnoredFiles(kit.bonus().isEmpty() ? Steps.bonus() : List.of());
        StepSources files = new StepSources(tree, ignored);
        Map<Step, List<SourceFile>> sources = new LinkedHashMap<>();
        Set<SubmissionEntry> seen = new HashSet<>();
        for (Step step : kit.graded()) {
            List<SubmissionEntry> own = entries.stream().filter(entry -> entry.folder().equals(root.folderOf(step)))
                    .filter(StepSources::isSource).toList();
            seen.addAll(own);
            sources.put(step, files.read(step, own));
        }
        if (sources.values().stream().allMatch(List::isEmpty) && SourceRoot.find(entries, Steps.all()).isEmpty()) {
            throw new UsageException("There are only bonus steps in " + place + ". To grade them: ./rnnkit grade --bonus. "
                    + "Everything else needs the nine steps.");
        }
        for (SubmissionEntry entry : entries.stream().sorted(Comparator.comparing(SubmissionEntry::path)).toList()) {
            String pathInKit = pathInKit(root, entry);
            // A student's copy of the kit has stubs/ instead of solutions/: files that no student has written.
            if (!seen.contains(entry) && !Layout.isModuleOfSteps(name) && !pathInKit.startsWith("stubs/")) {
                ignored.addOther(entry, tree, kit.home().resolve(pathInKit));
            }
        }
        return new Submission(name, place, root.path(), sources, files.problems(), ignored.list());
    }

    /** Finds the place of the nine steps or, if there are only bonus steps, of these. */
    private static Optional<SourceRoot> root(List<SubmissionEntry> entries) {
        return SourceRoot.find(entries, Steps.all()).or(() -> SourceRoot.find(entries, Steps.bonus()));
    }

    /** Returns the place of the same file in the kit; empty for a refused entry, whose name may not be a valid path. */
    private static String pathInKit(SourceRoot root, SubmissionEntry entry) {
        return entry.isFile() ? root.pathInKit(entry.path()) : "";
    }
}
