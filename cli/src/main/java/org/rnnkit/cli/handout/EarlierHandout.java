package org.rnnkit.cli.handout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Handout;

/** A folder with an earlier handout, which a new one replaces. */
final class EarlierHandout {

    private static final int MAX_SHOWN = 10;

    private final Path folder;
    private final Handout handout;
    private final HandoutRepository repository;

    private EarlierHandout(Path folder, Handout handout) {
        this.folder = folder;
        this.handout = handout;
        this.repository = new HandoutRepository(folder);
    }

    /**
     * Checks that a folder has an earlier handout.
     *
     * @throws UsageException if it has other files, or changes that are not committed
     */
    static EarlierHandout require(Path folder) {
        Handout handout = Handout.find(folder).orElseThrow(() -> new UsageException(folder + " is not an empty folder, and "
                + "not an earlier handout: it has no valid " + Handout.FILE + ". Choose another folder."));
        EarlierHandout earlier = new EarlierHandout(folder, handout);
        if (earlier.repository.exists() && earlier.repository.hasChanges()) {
            throw new UsageException("Nothing is written: there are changes in " + folder + " that are not committed. "
                    + "Commit them or undo them (git status lists them), then run the same command again.");
        }
        return earlier;
    }

    Handout handout() {
        return handout;
    }

    boolean isRepository() {
        return repository.exists();
    }

    /**
     * Replaces the files that differ and deletes those that no longer belong to the handout. Other files stay.
     *
     * @param copy a folder with the new handout, from which its files are moved
     * @param next the record of the new handout
     * @throws UsageException if a file that would be replaced was changed in the folder
     */
    void replaceBy(Path copy, Handout next) throws IOException {
        SortedMap<String, String> before = withSteps(handout);
        SortedMap<String, String> after = withSteps(next);
        HandoutChanges changes = HandoutChanges.between(before, after);
        requireUnchanged(before, after, changes);
        for (String path : changes.deleted()) {
            Files.deleteIfExists(folder.resolve(path));
            deleteIfEmpty(folder.resolve(path).getParent());
        }
        for (List<String> paths : List.of(changes.added(), changes.changed(), List.of(Handout.FILE))) {
            for (String path : paths) {
                Files.createDirectories(folder.resolve(path).getParent());
                Files.move(copy.resolve(path), folder.resolve(path), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (isRepository()) {
            HandoutChanges listed = HandoutChanges.between(handout.files(), next.files());
            repository.commit("Handout " + next.getVersion() + ": " + listed.summary() + "\n" + listed.list());
        }
    }

    private static SortedMap<String, String> withSteps(Handout handout) {
        SortedMap<String, String> all = new TreeMap<>(handout.files());
        all.putAll(handout.stubs());
        return all;
    }

    /** Makes sure that no change is lost that somebody made in the handout instead of in the kit. */
    private void requireUnchanged(Map<String, String> before, Map<String, String> after, HandoutChanges changes)
            throws IOException {
        TreeMap<String, String> own = new TreeMap<>();
        for (List<String> paths : List.of(changes.added(), changes.changed(), changes.deleted())) {
            for (String path : paths) {
                Path file = folder.resolve(path);
                String now = Files.exists(file) ? Handout.hash(Files.readAllBytes(file)) : null;
                if (now != null && !now.equals(before.get(path)) && !now.equals(after.get(path))) {
                    own.put(path, now);
                }
            }
        }
        if (!own.isEmpty()) {
            throw new UsageException("Nothing is written: these files were changed in " + folder + ", and the new handout "
                    + "would replace them: " + own.keySet().stream().limit(MAX_SHOWN).collect(Collectors.joining(", "))
                    + (own.size() > MAX_SHOWN ? " and " + (own.size() - MAX_SHOWN) + " more" : "")
                    + ". Make these changes in the kit instead, and undo them in the handout.");
        }
    }

    private void deleteIfEmpty(Path parent) throws IOException {
        for (Path empty = parent; !empty.equals(folder) && Files.isDirectory(empty); empty = empty.getParent()) {
            String[] files = empty.toFile().list();
            if (files == null || files.length > 0) {
                return;
            }
            Files.delete(empty);
        }
    }
}
