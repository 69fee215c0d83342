package org.rnnkit.cli.handout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.rnnkit.cli.handout.HandoutSource.NewHandout;
import org.rnnkit.grader.kit.Handout;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.system.Scratch.RecursiveDelete;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * An update of a student's copy to a newer handout. It takes the newer built kit and the other files of the kit; steps and
 * files of the student's own stay. A file of the kit that the student has changed is kept beside the new one.
 */
public final class CopyUpdate {

    /** The folder with built kits. */
    static final String KITS = "kit/";
    /** The file that names the built kit. */
    static final String CURRENT = KITS + "current";

    private static final int MAX_SHOWN = 20;

    private final Path home;
    private final UpdateBackup backup;

    /** Prepares an update. */
    public CopyUpdate(Path home) {
        this(home, new UpdateBackup(home));
    }

    CopyUpdate(Path home, UpdateBackup backup) {
        this.home = home;
        this.backup = backup;
    }

    /**
     * Updates the copy, completely or not at all.
     *
     * @param from the newer handout: a folder, an archive, an address that git understands, or a git remote of the copy
     * @param check whether to say only what would change
     * @throws UsageException if the copy can't be updated to this handout; nothing is changed then
     */
    public String run(String from, boolean check) {
        String recovered = recover();
        try (Scratch scratch = new Scratch()) {
            NewHandout next = HandoutSource.read(from, home, scratch.folder());
            int version = next.record().getVersion();
            Handout before = before();
            if (next.record().hasSameFiles(before) && backup.hasKitOf(next)) {
                return recovered + "This copy has handout " + version + " already. Nothing is changed.";
            } else if (version < before.getVersion()) {
                throw new UsageException("Nothing is changed: " + from + " is handout " + version + ", and this copy has "
                        + "handout " + before.getVersion() + ", which is newer.");
            }
            FileChanges changes = changes(before, next);
            if (!check) {
                backup.apply(next, changes);
            }
            return recovered + sentences(changes, before.getVersion(), version, check);
        }
    }

    /**
     * Replaces the files of a handout by those of a newer one, for an instructor. This can't be undone.
     *
     * @throws UsageException if the new files would replace changes
     */
    public void replaceBy(Path folder) {
        NewHandout next = NewHandout.read(folder, folder.toString());
        Handout before = before();
        FileChanges changes = changes(before, next);
        List<String> lost = new ArrayList<>(changes.mine().keySet());
        lost.addAll(changes.staying());
        if (!lost.isEmpty()) {
            throw new UsageException("Nothing is written: these files were changed in " + home + ", and the new handout would "
                    + "replace them: " + shown(lost) + ". Make these changes in the kit instead, and undo them in the "
                    + "handout.");
        }
        backup.apply(next, changes);
        backup.forget();
        before.files().keySet().stream().filter(path -> path.startsWith(KITS) && !next.files().containsKey(path))
                .forEach(path -> RecursiveDelete.deleteRecursively(home.resolve(path.replaceFirst("^(kit/[^/]+)/.*", "$1"))));
    }

    /**
     * Undoes the last update.
     *
     * @throws UsageException if there is no update to undo
     */
    public String undo() {
        return backup.undo();
    }

    /** Ends an update or an undo that was interrupted. Returns a sentence about it; empty if nothing was interrupted. */
    public String recover() {
        return backup.recover();
    }

    private Handout before() {
        return Handout.find(home).orElseThrow(() -> new UsageException("Nothing is changed: this copy has no valid "
                + Handout.FILE + ". Put it back (with git: git checkout -- " + Handout.FILE + "), or copy your steps "
                + "(exercises/src/main/java) to a new copy of the handout."));
    }

    private FileChanges changes(Handout before, NewHandout next) {
        return FileChanges.of(home, hashes(before), hashes(next.record()));
    }

    private static Map<String, String> hashes(Handout handout) {
        Map<String, String> hashes = new TreeMap<>(handout.files());
        hashes.keySet().removeIf(path -> path.startsWith(KITS));
        hashes.putAll(handout.stubs());
        return hashes;
    }

    private static String sentences(FileChanges changes, int from, int to, boolean check) {
        List<String> lines = new ArrayList<>();
        lines.add((check ? "This would bring your copy from handout " : "Your copy is updated from handout ") + from
                + " to handout " + to + ". Your steps stay as they are.");
        List<String> files = changes.written();
        lines.add("New or changed: the built kit" + (files.isEmpty() ? "" : " and " + Plural.of(files.size(), "other file")
                + ": " + shown(files)) + ".");
        if (!changes.mine().isEmpty()) {
            lines.add("You have changed files of the kit. " + (check ? "Yours would stay" : "Yours are kept")
                    + " beside the new ones: " + shown(changes.mine().values()) + ".");
        }
        for (String path : changes.staying()) {
            lines.add("The stub " + path + " has changed, and your file stays."
                    + Steps.withBonus().stream().filter(step -> path.equals(step.exerciseFile())).map(Step::number)
                            .map(number -> " To begin it again with the new stub: ./rnnkit reset " + number)
                            .collect(Collectors.joining()));
        }
        lines.add(check ? "Nothing is changed yet." : "To undo the update: ./rnnkit update --undo");
        return String.join("\n", lines);
    }

    private static String shown(Collection<String> paths) {
        return paths.stream().limit(MAX_SHOWN).collect(Collectors.joining(", "))
                + (paths.size() > MAX_SHOWN ? " and " + (paths.size() - MAX_SHOWN) + " more" : "");
    }

    /**
     * The way of a copy from one state of the kit's files to another one.
     *
     * @param written the files to write, or to delete if the other state does not have them
     * @param mine those of them that the student has changed, too: each with the name that it keeps beside the new one
     * @param staying the steps that the student has changed, too: they stay
     */
    record FileChanges(List<String> written, SortedMap<String, String> mine, List<String> staying) {

        private static final String MINE = ".mine";

        /**
         * Compares the copy with both states. A file that only the student has changed stays.
         *
         * @param before the hash of each file before, by its path with slashes
         * @param wanted the same for the state to reach
         */
        static FileChanges of(Path home, Map<String, String> before, Map<String, String> wanted) {
            FileChanges changes = new FileChanges(new ArrayList<>(), new TreeMap<>(), new ArrayList<>());
            TreeSet<String> paths = new TreeSet<>(before.keySet());
            paths.addAll(wanted.keySet());
            for (String path : paths) {
                String now = read(home, path).map(Handout::hash).orElse(null);
                if (Objects.equals(now, wanted.get(path)) || Objects.equals(before.get(path), wanted.get(path))) {
                    continue;
                }
                boolean changed = now != null && !now.equals(before.get(path));
                if (changed && Handout.isStep(path)) {
                    changes.staying.add(path);
                    continue;
                } else if (changed) {
                    changes.mine.put(path, freePlace(home, path));
                }
                changes.written.add(path);
            }
            return changes;
        }

        /** Returns a name beside a file that is free: no tool compiles or shows a file with this ending. */
        private static String freePlace(Path home, String path) {
            String place = path + MINE;
            for (int number = 2; Files.exists(home.resolve(place), LinkOption.NOFOLLOW_LINKS); number++) {
                place = path + MINE + number;
            }
            return place;
        }

        /** Reads a file of a copy or handout; empty if there is no regular file. */
        static Optional<byte[]> read(Path folder, String path) {
            Path file = place(folder, path);
            try {
                return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Optional.of(Files.readAllBytes(file))
                        : Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException("can't read " + file, e);
            }
        }

        /**
         * Returns the place of a file. Nothing outside of the folder is read or written.
         *
         * @throws UsageException if the file or a folder around it is a link
         */
        static Path place(Path folder, String path) {
            Path place = folder;
            for (Path part : Path.of(path)) {
                place = place.resolve(part);
                if (Files.isSymbolicLink(place)) {
                    throw new UsageException(place + " is a link, which an update does not follow. Replace it by a copy of "
                            + "what it leads to.");
                }
            }
            return place;
        }
    }
}
