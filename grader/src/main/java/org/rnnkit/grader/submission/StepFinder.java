package org.rnnkit.grader.submission;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rnnkit.grader.error.RefusedException;
import org.rnnkit.testkit.steps.Steps;

/**
 * A search for the steps of a submission: in the folder or archive itself, among loose files, and in archives near its top,
 * since students put archives into folders and folders into archives.
 */
final class StepFinder {

    /** The most archives that may be around one another. */
    private static final int MAX_LEVEL = 2;

    /** The most folders around an archive: learning platforms put each upload into a folder, and archivers add another. */
    private static final int MAX_FOLDERS = 2;

    private static final int MAX_ARCHIVES = 20;

    /** The most bytes of loose sources in all archives together: each source is read to find its place. */
    private static final long MAX_LOOSE_BYTES = 5L * StepSources.MAX_ALL_BYTES;

    private final Archives archives;
    private final List<SubmissionEntry> seen = new ArrayList<>();
    private final List<RefusedException> problems = new ArrayList<>();
    private final Map<String, String> earlier = new LinkedHashMap<>();
    private long looseBytes;

    StepFinder(Archives archives) {
        this.archives = archives;
    }

    /**
     * Finds the tree with the steps in it.
     *
     * @throws RefusedException if no step is found, or if it is not clear which place is meant
     */
    FileTree find(FileTree tree) throws IOException {
        return find(tree, 0).orElseThrow(
                () -> problems.isEmpty() ? Refusals.noStep(seen, archives.isUsed()) : problems.get(0));
    }

    /** Returns the paths of earlier uploads that are not graded, each with the reason. */
    Map<String, String> earlier() {
        return earlier;
    }

    private Optional<FileTree> find(FileTree tree, int level) throws IOException {
        List<SubmissionEntry> entries = archives.entries(tree);
        if (root(entries).isPresent()) {
            return Optional.of(tree);
        }
        List<SubmissionEntry> own = entries.stream().filter(entry -> !FileTree.isToolFile(entry))
                .sorted(Comparator.comparing(SubmissionEntry::path)).toList();
        List<SubmissionEntry> inner = level < MAX_LEVEL ? archivesAmong(own) : List.of();
        own.stream().filter(entry -> !inner.contains(entry)).forEach(seen::add);
        looseBytes += own.stream().filter(StepSources::isSource).mapToLong(SubmissionEntry::size).sum();
        if (looseBytes > MAX_LOOSE_BYTES) {
            throw Refusals.sourcesTooLarge();
        }
        Optional<FileTree> loose = LooseTree.of(tree, own).map(found -> found);
        Map<SubmissionEntry, FileTree> found = new LinkedHashMap<>();
        for (SubmissionEntry archive : inner) {
            inside(tree, archive, level).ifPresent(steps -> found.put(archive, steps));
            if (loose.isPresent() && !found.isEmpty()) {
                throw Refusals.twoPlaces("the files beside it", archive.path());
            }
        }
        return loose.isPresent() || found.isEmpty() ? loose : Optional.of(found.get(newest(tree, found.keySet())));
    }

    /** Chooses one of the archives with steps. */
    private SubmissionEntry newest(FileTree tree, Set<SubmissionEntry> archives) throws IOException {
        List<SubmissionEntry> all = List.copyOf(archives);
        SubmissionEntry chosen = new UploadOrder(tree).newest(all)
                .orElseThrow(() -> Refusals.twoPlaces(all.get(0).path(), all.get(1).path()));
        all.stream().filter(archive -> archive != chosen).forEach(archive -> earlier.put(archive.path(),
                "an earlier upload: by its time or its number, " + chosen.path() + " is the newest and is graded"));
        return chosen;
    }

    /** Looks into an archive. Another one may have the steps if this one can't be opened. */
    private Optional<FileTree> inside(FileTree tree, SubmissionEntry archive, int level) throws IOException {
        try {
            return find(archives.open(tree, archive), level + 1);
        } catch (RefusedException refused) {
            problems.add(refused);
            return Optional.empty();
        }
    }

    private static List<SubmissionEntry> archivesAmong(List<SubmissionEntry> entries) {
        return entries.stream().filter(entry -> entry.isFile() && ArchiveName.matches(entry.name())
                && entry.path().chars().filter(c -> c == '/').count() <= MAX_FOLDERS).limit(MAX_ARCHIVES).toList();
    }

    /** Finds the place of the nine steps or, if there are only bonus steps, of these. */
    static Optional<SourceRoot> root(List<SubmissionEntry> entries) {
        return SourceRoot.find(entries, Steps.all()).or(() -> SourceRoot.find(entries, Steps.bonus()));
    }
}
