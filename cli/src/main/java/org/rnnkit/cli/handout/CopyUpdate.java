package org.rnnkit.cli.handout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;
import org.rnnkit.grader.kit.BuiltKit;
import org.rnnkit.grader.kit.Handout;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.RecursiveDelete;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.AtomicFile;

/**
 * An update of a student's copy to a newer handout. The whole copy is copied beside it first; then the newer handout's files
 * replace those of the earlier one. A step that the student has changed, and files of the student's own, stay.
 */
public final class CopyUpdate {

    /** The folder with built kits. */
    static final String KITS = "kit/";
    /** The file that names the built kit. */
    static final String CURRENT = KITS + "current";

    private static final int MAX_SHOWN = 20;

    private final Path home;

    /** Prepares an update. */
    public CopyUpdate(Path home) {
        this.home = home.toAbsolutePath().normalize();
    }

    /**
     * Updates the copy.
     *
     * @param from the newer handout: a folder, an archive, an address that git understands, or a git remote of the copy
     * @return what was done
     * @throws UsageException if the copy can't be updated to this handout; nothing is changed then
     */
    public String run(String from) {
        try (Scratch scratch = new Scratch()) {
            NewHandout next = HandoutSource.read(from, home, scratch.folder());
            int version = next.record().getVersion();
            Handout before = before();
            if (next.record().hasSameFiles(before) && isIntact(kitOf(next))) {
                return "This copy has handout " + version + " already. Nothing is changed.";
            } else if (version < before.getVersion()) {
                throw new UsageException("Nothing is changed: " + from + " is handout " + version + ", and this copy has "
                        + "handout " + before.getVersion() + ", which is newer.");
            }
            Set<String> changed = changed(before, next);
            requirePlaces(next);
            Path beside = copyBeside();
            Set<String> staying = changed.stream().filter(Handout::isStep).collect(Collectors.toCollection(TreeSet::new));
            Set<String> written = write(before, next, staying);
            changed.removeAll(staying);
            return "Your copy is updated from handout " + before.getVersion() + " to handout " + version
                    + ". Your steps stay as they are.\n"
                    + "New or changed: the built kit" + (written.isEmpty() ? "" : " and "
                            + Plural.of(written.size(), "other file") + ": " + shown(written)) + ".\n"
                    + staying.stream().filter(path -> isNewStub(path, before, next.record())).map(CopyUpdate::stays)
                            .collect(Collectors.joining())
                    + "The copy as it was before is in " + beside + "." + (changed.isEmpty() ? "" : " There you find your "
                            + "changes of files of the kit: " + shown(changed) + ".");
        }
    }

    /**
     * Replaces the files of a handout by those of a newer one, for an instructor.
     *
     * @throws UsageException if the new files would replace changes
     */
    public void replaceBy(Path folder) {
        NewHandout next = NewHandout.read(folder, folder.toString());
        Handout before = before();
        Set<String> changed = changed(before, next);
        if (!changed.isEmpty()) {
            throw new UsageException("Nothing is written: these files were changed in " + home + ", and the new handout would "
                    + "replace them: " + shown(changed) + ". Make these changes in the kit instead, and undo them in the "
                    + "handout.");
        }
        requirePlaces(next);
        write(before, next, Set.of());
        before.files().keySet().stream().filter(path -> path.startsWith(KITS) && !next.files().containsKey(path))
                .forEach(path -> RecursiveDelete.deleteRecursively(home.resolve(path.replaceFirst("^(kit/[^/]+)/.*", "$1"))));
    }

    private Handout before() {
        return Handout.find(home).orElseThrow(() -> new UsageException("Nothing is changed: this copy has no valid "
                + Handout.FILE + ". Put it back (with git: git checkout -- " + Handout.FILE + "), or copy your steps "
                + "(exercises/src/main/java) to a new copy of the handout."));
    }

    /** Lists the files of both handouts, except the built kits, that are as neither of them has them. */
    private Set<String> changed(Handout before, NewHandout next) {
        Map<String, String> earlier = hashes(before);
        Map<String, String> newer = hashes(next.record());
        return Stream.concat(earlier.keySet().stream(), newer.keySet().stream()).filter(path -> {
            String now = hash(path);
            return now != null && !now.equals(earlier.get(path)) && !now.equals(newer.get(path));
        }).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> hashes(Handout handout) {
        Map<String, String> hashes = new TreeMap<>(handout.files());
        hashes.keySet().removeIf(path -> path.startsWith(KITS));
        hashes.putAll(handout.stubs());
        return hashes;
    }

    /** Returns the hash of a file of the copy; null if there is none. */
    private String hash(String path) {
        return NewHandout.content(home, path).map(Handout::hash).orElse(null);
    }

    /** Checks that each new file has a place in the copy: nothing outside of it is written. */
    private void requirePlaces(NewHandout next) {
        for (String path : next.files().keySet()) {
            if (Files.isDirectory(NewHandout.place(home, path))) {
                throw new UsageException("Nothing is changed: " + path + " is a folder, and the kit has a file there. Rename "
                        + "the folder.");
            }
        }
    }

    /** Copies the whole copy to a folder beside it, and returns this folder. */
    private Path copyBeside() {
        String name = home.getFileName() + "-before-" + LocalDate.now();
        Path beside = home.resolveSibling(name);
        for (int number = 2; Files.exists(beside, LinkOption.NOFOLLOW_LINKS); number++) {
            beside = home.resolveSibling(name + "-" + number);
        }
        try {
            PathUtils.copyDirectory(home, beside, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            return beside;
        } catch (IOException e) {
            RecursiveDelete.deleteRecursively(beside);
            throw new GraderException("Nothing is changed: this copy can't be copied to " + beside + ": " + e, e);
        }
    }

    /**
     * Writes the files of a handout: the name of the built kit and the record last, so commands work at any moment, and after
     * an interruption the same update does what is missing.
     *
     * @return the files except the built kit that were written or deleted
     */
    private Set<String> write(Handout before, NewHandout next, Set<String> staying) {
        Set<String> written = new TreeSet<>();
        Path kit = kitOf(next);
        try {
            if (Files.exists(kit) && !isIntact(kit)) {
                RecursiveDelete.deleteRecursively(kit);
            }
            for (String path : hashes(before).keySet()) {
                if (!next.files().containsKey(path) && !staying.contains(path) && Files.deleteIfExists(home.resolve(path))) {
                    written.add(path);
                }
            }
            List<String> order = new ArrayList<>(next.files().keySet());
            order.removeAll(List.of(CURRENT, Handout.FILE));
            order.addAll(List.of(CURRENT, Handout.FILE));
            order.removeAll(staying);
            for (String path : order) {
                byte[] content = next.files().get(path);
                if (!Objects.equals(hash(path), Handout.hash(content))) {
                    AtomicFile.write(home.resolve(path), content);
                    if (new String(content, StandardCharsets.ISO_8859_1).startsWith("#!")) {
                        home.resolve(path).toFile().setExecutable(true, false);
                    }
                    written.add(path);
                }
            }
        } catch (IOException e) {
            throw new GraderException("the update of " + home + " is not complete: run it again: " + e, e);
        }
        written.removeIf(path -> path.startsWith(KITS) || path.equals(Handout.FILE));
        return written;
    }

    /**
     * Returns the folder of a handout's built kit in the copy.
     *
     * @throws UsageException if kit/current names none
     */
    private Path kitOf(NewHandout handout) {
        String hash = new String(handout.files().get(CURRENT), StandardCharsets.UTF_8).strip();
        if (!hash.matches("[0-9a-f]{" + BuiltKit.HASH_DIGITS + "}")) {
            throw new UsageException("Nothing is changed: " + CURRENT + " names no built kit. Get the handout again.");
        }
        return home.resolve(KITS + hash);
    }

    private static boolean isIntact(Path kit) {
        return Files.isDirectory(kit) && BuiltKit.isIntact(kit);
    }

    private static boolean isNewStub(String path, Handout before, Handout next) {
        return !Objects.equals(before.stubs().get(path), next.stubs().get(path));
    }

    private static String stays(String path) {
        return "The stub " + path + " has changed, and your file stays."
                + Steps.withBonus().stream().filter(step -> path.equals(step.exerciseFile())).map(Step::number)
                        .map(number -> " To begin it again with the new stub: ./rnnkit reset " + number)
                        .collect(Collectors.joining()) + "\n";
    }

    private static String shown(Collection<String> paths) {
        return paths.stream().limit(MAX_SHOWN).collect(Collectors.joining(", "))
                + (paths.size() > MAX_SHOWN ? " and " + (paths.size() - MAX_SHOWN) + " more" : "");
    }
}
