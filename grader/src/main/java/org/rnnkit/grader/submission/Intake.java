package org.rnnkit.grader.submission;

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
import java.util.Set;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Takes from a folder or archive what is graded, the steps' own .java files, and leaves everything else where it is. */
public final class Intake {

    private final Kit kit;

    /**
     * Makes the intake.
     *
     * @param kit the kit, whose own modules can be called by name
     */
    public Intake(Kit kit) {
        this.kit = kit;
    }

    /**
     * Takes a submission.
     *
     * @param target "exercises" or "solutions" for the kit's own, else a module, a repository with
     *     exercises/ in it, a source root, or a zip archive of such; a few folders may be wrapped around it
     * @return what was found
     * @throws UsageException if there is no step in it, or if it is not clear which
     */
    public Submission take(String target) {
        boolean own = Layout.isModuleOfSteps(target);
        if (target.equals(Layout.SOLUTIONS) && kit.reference().isEmpty()) {
            throw new UsageException("This copy of the kit has no solutions/: it is a student's. Name exercises, or a folder.");
        }
        return take(target, own ? kit.home().resolve(target) : path(target));
    }

    /**
     * Takes a submission.
     *
     * @param name what to call it
     * @param path where it is
     * @return what was found
     * @throws UsageException if there is no step in it, or if it is not clear which
     */
    public Submission take(String name, Path path) {
        Path place = path.toAbsolutePath().normalize();
        if (Files.isRegularFile(place)) {
            return unzip(name, place, place);
        }
        if (!Files.isDirectory(place)) {
            throw new UsageException("There is no folder " + place
                    + ". Name exercises, solutions, or a folder or zip archive with the steps in it.");
        }
        try (FileTree tree = new FolderTree(place)) {
            List<SubmissionEntry> entries = tree.entries();
            List<SubmissionEntry> archives = entries.stream().filter(Intake::isArchive).toList();
            if (archives.size() == 1 && SourceRoot.find(entries, Steps.all()).isEmpty()) {
                return unzip(name, place, place.resolve(archives.get(0).path()));
            }
            return take(name, place, tree, entries);
        } catch (IOException e) {
            throw new UsageException(place + " can't be read: " + why(e));
        }
    }

    private static Path path(String target) {
        try {
            return Path.of(target);
        } catch (InvalidPathException e) {
            throw new UsageException("No folder can be called that: " + e.getMessage());
        }
    }

    /** A learning platform puts what a student uploads into a folder of its own. */
    private static boolean isArchive(SubmissionEntry entry) {
        return entry.isFile() && entry.path().chars().filter(c -> c == '/').count() <= 1
                && entry.name().toLowerCase(Locale.ROOT).endsWith(".zip");
    }

    private Submission unzip(String name, Path place, Path file) {
        try (FileTree tree = new ZipTree(file)) {
            return take(name, place, tree, tree.entries());
        } catch (IOException | IllegalArgumentException e) { // names that are no text, among others
            throw new UsageException(file + " is no zip archive that can be read: " + why(e)
                    + ". Pack it anew, as a plain zip, and hand it in again.");
        }
    }

    private static String why(Exception e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private Submission take(String name, Path place, FileTree tree, List<SubmissionEntry> entries) throws IOException {
        SourceRoot root = SourceRoot.find(entries, Steps.all()).orElseThrow(() -> new UsageException("None of the steps is in "
                + place + ". Looked for " + kit.steps().get(0).sourceFile() + " and the others, there and under "
                + "exercises/; name the folder that has src/ in it."));
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
        for (SubmissionEntry entry : entries.stream().sorted(Comparator.comparing(SubmissionEntry::path)).toList()) {
            String inKit = inKit(root, entry);
            // A copy that was handed out has stubs/ in the reference's place: nobody's work.
            if (!seen.contains(entry) && !Layout.isModuleOfSteps(name) && !inKit.startsWith("stubs/")) {
                ignored.addOther(entry, tree, kit.home().resolve(inKit));
            }
        }
        return new Submission(name, place, root.path(), sources, files.problems(), ignored.list());
    }

    /** A refused entry's name may be no path at all, and is compared with nothing. */
    private static String inKit(SourceRoot root, SubmissionEntry entry) {
        return entry.isFile() ? root.inKit(entry.path()) : "";
    }
}
