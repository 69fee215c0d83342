package org.rnnkit.grader.submission;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.rnnkit.grader.kit.Handout;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.system.RefusedException;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** The intake of a folder or archive: it takes the .java files in the steps' packages and nothing else. */
public final class Intake {

    private final Kit kit;
    private final Optional<Archives> archives;

    /** Makes the intake of a kit, whose modules exercises and solutions can be graded by name. */
    public Intake(Kit kit, Archives archives) {
        this(kit, Optional.of(archives));
    }

    /** Makes the intake of users' own steps. An archive is opened outside of a sandbox, each in a process of its own. */
    public Intake(Kit kit) {
        this(kit, Optional.empty());
    }

    private Intake(Kit kit, Optional<Archives> archives) {
        this.kit = kit;
        this.archives = archives;
    }

    /**
     * Takes a submission.
     *
     * @param target "exercises" or "solutions" for the kit's own module; otherwise the path of a module, of a repository with
     *     exercises/ in it, of a source root, of a zip or tar archive of one of these, or of a folder with the steps' files; up
     *     to four folders may be around them
     * @throws UsageException if it can't be read, has no step in it, or has steps in more than one place
     */
    public Submission take(String target) {
        boolean own = Layout.isModuleOfSteps(target);
        if (target.equals(Layout.SOLUTIONS) && kit.reference().isEmpty()) {
            throw new UsageException("This is a student's copy of the kit, without solutions/. Name exercises, or a folder.");
        }
        return take(target, own ? kit.home().resolve(target) : path(target));
    }

    /** Takes a submission of one upload. */
    public Submission take(String name, Path path) {
        return take(name, List.of(path));
    }

    /**
     * Takes a submission of one or several uploads.
     *
     * @param paths its folders, archives and source files; if there are several, they are in the same folder
     * @throws UsageException if there is no such file or folder
     * @throws RefusedException if it is a link, or can't be read, has no step in it, or has steps in more than one place
     */
    public Submission take(String name, List<Path> paths) {
        List<Path> places = paths.stream().map(path -> path.toAbsolutePath().normalize()).toList();
        Path place = places.get(0);
        if (EntryKind.of(place) == EntryKind.MISSING) {
            throw new UsageException("There is no folder or archive " + place
                    + ". Name exercises, " + (kit.reference().isPresent() ? "solutions, " : "")
                    + "or a folder or archive with the steps in it.");
        }
        places.stream().filter(path -> EntryKind.of(path) == EntryKind.LINK).findFirst().ifPresent(link -> {
            throw Refusals.link().at(link);
        });
        if (archives.isPresent()) {
            return take(name, places, archives.get());
        }
        try (Archives own = new Archives(kit, Sandbox::none)) {
            return take(name, places, own);
        }
    }

    private Submission take(String name, List<Path> places, Archives opener) {
        Path place = places.get(0);
        boolean isArchive = places.size() == 1 && EntryKind.of(place) == EntryKind.FILE
                && EntryKind.isArchive(place.getFileName().toString());
        try {
            List<SubmissionEntry> handedIn = isArchive ? opener.open(place)
                    : places.size() == 1 && EntryKind.of(place) == EntryKind.FOLDER ? FolderEntries.of(place)
                    : FolderEntries.of(place.getParent(), places);
            return take(name, place, handedIn, new StepFinder(opener, isArchive));
        } catch (RefusedException refused) {
            throw refused.at(place);
        } catch (IOException | IllegalArgumentException e) {
            throw new UsageException(place + " can't be read: " + e.getMessage());
        } finally {
            opener.finishSubmission();
        }
    }

    private static Path path(String target) {
        try {
            return Path.of(target);
        } catch (InvalidPathException e) {
            throw new UsageException("This is not a valid path in the encoding of this system, " + SubmissionEntry.ENCODING
                    + ": " + e.getMessage() + ". Set the variable LC_ALL to C.UTF-8, or rename the folder.");
        }
    }

    private Submission take(String name, Path place, List<SubmissionEntry> handedIn, StepFinder finder)
            throws IOException {
        List<SubmissionEntry> entries = finder.find(handedIn);
        SourceRoot root = StepFinder.root(entries).orElseThrow();
        Optional<Handout> handout = handout(name, root, entries);
        IgnoredFiles ignored = new IgnoredFiles(kit.bonus().isEmpty() ? Steps.bonus() : List.of(),
                handout.map(Handout::files).orElse(new TreeMap<>()));
        finder.earlier().forEach(ignored::add);
        StepSources files = new StepSources(ignored);
        Map<Step, List<SourceFile>> sources = new LinkedHashMap<>();
        Set<SubmissionEntry> seen = new HashSet<>();
        for (Step step : kit.graded()) {
            List<SubmissionEntry> own = entries.stream().filter(entry -> entry.folder().equals(root.folderOf(step)))
                    .filter(SubmissionEntry::isSource).toList();
            seen.addAll(own);
            sources.put(step, files.read(step, own));
        }
        if (sources.values().stream().allMatch(List::isEmpty) && SourceRoot.find(entries, Steps.all()).isEmpty()) {
            throw Refusals.onlyBonus().withAdvice("To grade bonus steps: ./rnnkit grade --bonus.");
        }
        for (SubmissionEntry entry : entries.stream().sorted(Comparator.comparing(SubmissionEntry::path)).toList()) {
            String pathInKit = pathInKit(root, entry);
            // A student's copy has a built kit in kit/: files that no student has written.
            if (!seen.contains(entry) && !Layout.isModuleOfSteps(name) && !pathInKit.startsWith("kit/")) {
                ignored.addOther(entry, pathInKit, kit.home().resolve(pathInKit));
            }
        }
        return new Submission(name, place, root.path(), sources, files.problems(), ignored.list(),
                handout.map(Handout::getVersion));
    }

    /** Reads the record of the handout in the submission's copy, or in the kit if it is a copy itself. */
    private Optional<Handout> handout(String name, SourceRoot root, List<SubmissionEntry> entries) throws IOException {
        if (Layout.isModuleOfSteps(name)) {
            return kit.reference().isPresent() ? Optional.empty() : Handout.find(kit.home());
        }
        String path = root.base().isEmpty() ? Handout.FILE : root.base() + "/" + Handout.FILE;
        for (SubmissionEntry entry : entries) {
            if (entry.isFile() && entry.path().equals(path)) {
                return Handout.parse(entry.read(Handout.MAX_BYTES + 1));
            }
        }
        return Optional.empty();
    }

    /** Returns the place of the same file in the kit; empty for a refused entry, whose name may not be a valid path. */
    private static String pathInKit(SourceRoot root, SubmissionEntry entry) {
        return entry.isFile() ? root.pathInKit(entry.path()) : "";
    }
}
