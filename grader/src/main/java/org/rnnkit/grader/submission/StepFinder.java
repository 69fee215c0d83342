package org.rnnkit.grader.submission;

import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rnnkit.grader.system.RefusedException;
import org.rnnkit.testkit.steps.Steps;

/**
 * A search for the steps of a submission: in the folder or archive itself, among loose files, and in archives near its top,
 * since students put archives into folders and folders into archives.
 */
final class StepFinder {

    /** The most archives that may be around one another: the upload, and one inside it. */
    private static final int MAX_LEVEL = 2;

    /** The most folders around an archive: learning platforms put each upload into a folder, and archivers add another. */
    private static final int MAX_FOLDERS = 2;

    private static final int MAX_ARCHIVES = 20;

    /** The most bytes of loose sources in all archives together: each source is read to find its place. */
    private static final long MAX_LOOSE_BYTES = 5L * StepSources.MAX_ALL_BYTES;

    private final Archives archives;
    private boolean isArchive;
    private final List<SubmissionEntry> seen = new ArrayList<>();
    private final List<RefusedException> problems = new ArrayList<>();
    private final Map<String, String> earlier = new LinkedHashMap<>();
    private long looseBytes;

    /**
     * Makes a search.
     *
     * @param isArchive whether an archive was handed in, and not a folder or files
     */
    StepFinder(Archives archives, boolean isArchive) {
        this.archives = archives;
        this.isArchive = isArchive;
    }

    /**
     * Finds the folder or archive with the steps in it.
     *
     * @param handedIn the entries of what was handed in
     * @return the entries of the place with the steps
     *
     * @throws RefusedException if no step is found, or if it is not clear which place is meant
     */
    List<SubmissionEntry> find(List<SubmissionEntry> handedIn) throws IOException {
        return find(handedIn, isArchive ? 1 : 0).orElseThrow(
                () -> problems.isEmpty() ? Refusals.noStep(seen, isArchive) : problems.get(0));
    }

    /** Returns the paths of earlier uploads that are not graded, each with the reason. */
    Map<String, String> earlier() {
        return earlier;
    }

    private Optional<List<SubmissionEntry>> find(List<SubmissionEntry> entries, int level) throws IOException {
        if (root(entries).isPresent()) {
            return Optional.of(entries);
        }
        List<SubmissionEntry> own = entries.stream().filter(entry -> !entry.isToolFile())
                .sorted(Comparator.comparing(SubmissionEntry::path)).toList();
        List<SubmissionEntry> inner = archivesAmong(own);
        own.stream().filter(entry -> !inner.contains(entry)).forEach(seen::add);
        looseBytes += own.stream().filter(SubmissionEntry::isSource).mapToLong(SubmissionEntry::size).sum();
        if (looseBytes > MAX_LOOSE_BYTES) {
            throw Refusals.sourcesTooLarge();
        }
        Optional<List<SubmissionEntry>> loose = LooseFiles.place(own);
        Map<SubmissionEntry, List<SubmissionEntry>> found = new LinkedHashMap<>();
        for (SubmissionEntry archive : inner) {
            inside(archive, level).ifPresent(steps -> found.put(archive, steps));
            if (loose.isPresent() && !found.isEmpty()) {
                throw Refusals.twoPlaces("the files beside it", archive.path());
            }
        }
        return loose.isPresent() || found.isEmpty() ? loose : Optional.of(found.get(newest(List.copyOf(found.keySet()))));
    }

    /** Chooses one of the archives with steps. */
    private SubmissionEntry newest(List<SubmissionEntry> all) {
        SubmissionEntry chosen = UploadOrder.newest(all)
                .orElseThrow(() -> Refusals.twoPlaces(all.get(0).path(), all.get(1).path()));
        all.stream().filter(archive -> archive != chosen).forEach(archive -> earlier.put(archive.path(),
                "an earlier upload: by its time or its number, " + chosen.path() + " is the newest and is graded"));
        return chosen;
    }

    /** Looks into an archive. Another one may have the steps if this one can't be opened. */
    private Optional<List<SubmissionEntry>> inside(SubmissionEntry archive, int level) throws IOException {
        try {
            if (level >= MAX_LEVEL) {
                throw Refusals.archiveTooDeep(archive.path());
            }
            List<SubmissionEntry> entries = archive.content().open(archives);
            isArchive = true;
            return find(entries, level + 1);
        } catch (RefusedException refused) {
            problems.add(refused);
            return Optional.empty();
        }
    }

    private static List<SubmissionEntry> archivesAmong(List<SubmissionEntry> entries) {
        return entries.stream().filter(entry -> entry.isFile() && EntryKind.isArchive(entry.name())
                && entry.path().chars().filter(c -> c == '/').count() <= MAX_FOLDERS).limit(MAX_ARCHIVES).toList();
    }

    /** Finds the place of the nine steps or, if there are only bonus steps, of these. */
    static Optional<SourceRoot> root(List<SubmissionEntry> entries) {
        return SourceRoot.find(entries, Steps.all()).or(() -> SourceRoot.find(entries, Steps.bonus()));
    }

    /**
     * The order of a student's uploads in one folder. Moodle's archive has the time of each upload, and Moodle calls the second
     * upload of work.zip "work (1).zip".
     */
    static final class UploadOrder {

        /** Files without the platform's times have those of the unpacking, which are closer together. */
        private static final Duration APART = Duration.ofMinutes(1);
        private static final Pattern NUMBERED = Pattern.compile(
                "(?<name>.*?) ?\\((?<number>[1-9]\\d{0,3})\\)(?<ending>(\\.\\w++)++)$");

        private UploadOrder() {}

        /** Finds the upload that is newer than all others. Empty if times and names do not tell, or contradict each other. */
        static Optional<SubmissionEntry> newest(List<SubmissionEntry> uploads) {
            return uploads.stream().filter(upload -> uploads.stream()
                    .allMatch(other -> other == upload || isNewer(upload, other))).findFirst();
        }

        private static boolean isNewer(SubmissionEntry first, SubmissionEntry second) {
            if (first.modified() == null || second.modified() == null || !first.folder().equals(second.folder())) {
                return false;
            }
            int byTime = byTime(first.modified(), second.modified());
            int byName = byName(first.name(), second.name());
            return byTime + byName > 0 && byTime * byName >= 0;
        }

        private static int byTime(FileTime first, FileTime second) {
            Duration between = Duration.between(second.toInstant(), first.toInstant());
            return between.abs().compareTo(APART) < 0 ? 0 : between.isNegative() ? -1 : 1;
        }

        /**
         * Compares the numbers of two names that are otherwise equal; 0 if they are not. A name without a number is the oldest.
         */
        private static int byName(String first, String second) {
            String one = NUMBERED.matcher(first).replaceFirst("${name}${ending}");
            String other = NUMBERED.matcher(second).replaceFirst("${name}${ending}");
            return one.equals(other) ? Integer.compare(number(first), number(second)) : 0;
        }

        private static int number(String name) {
            Matcher numbered = NUMBERED.matcher(name);
            return numbered.matches() ? Integer.parseInt(numbered.group("number")) : 0;
        }
    }
}
