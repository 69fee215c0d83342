package org.rnnkit.cli.update;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.rnnkit.cli.update.HandoutSource.NewHandout;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Handout;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.system.RecursiveDelete;
import org.rnnkit.grader.system.Scratch;
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

    private static final String MINE = ".mine";
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
     * What an update does, in order.
     *
     * @param changes the files that it writes and deletes
     * @param mine the files that the student has changed, under the names that they have afterwards
     * @param begun the steps that the student has begun, and whose stub has changed
     */
    record Plan(List<Change> changes, List<String> mine, List<String> begun) {}

    /**
     * A file that an update writes or deletes.
     *
     * @param path its path in the copy, with slashes
     * @param content the content to write; null if the file is deleted
     */
    record Change(String path, byte[] content) {}

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
            Plan plan = plan(before, next);
            if (!check) {
                backup.apply(next, plan.changes());
            }
            return recovered + sentences(plan, before.getVersion(), version, check);
        }
    }

    /**
     * Replaces the files of a handout by those of a newer one, for an instructor. This can't be undone.
     *
     * @param folder the newer handout
     * @throws UsageException if the new files would replace changes
     */
    public void replaceBy(Path folder) {
        NewHandout next = NewHandout.read(folder, folder.toString());
        Handout before = before();
        Plan plan = plan(before, next);
        if (!plan.mine().isEmpty() || !plan.begun().isEmpty()) {
            throw new UsageException("Nothing is written: these files were changed in " + home + ", and the new handout would "
                    + "replace them: " + shown(plan.mine(), name -> name.replaceFirst("\\.mine\\d*$", ""))
                    + shown(plan.begun(), name -> name) + ". Make these changes in the kit instead, and undo them in the "
                    + "handout.");
        }
        backup.apply(next, plan.changes());
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

    private Plan plan(Handout before, NewHandout next) {
        Plan plan = new Plan(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Set<String> paths = new TreeSet<>(before.files().keySet());
        paths.addAll(next.record().files().keySet());
        paths.removeIf(path -> path.startsWith(KITS));
        paths.forEach(path -> planFile(path, before.files().get(path), next, plan));
        next.record().stubs().forEach((path, hash) -> planStub(path, before.stubs().get(path), next, plan));
        plan.changes.add(new Change(Handout.FILE, next.record().toJson()));
        plan.changes.add(new Change(CURRENT, next.files().get(CURRENT)));
        return plan;
    }

    private void planFile(String path, String before, NewHandout next, Plan plan) {
        Optional<byte[]> own = read(home, path);
        String mine = own.map(Handout::hash).orElse(null);
        String wanted = next.record().files().get(path);
        // What only the student has changed stays, and so does what only the student still has.
        if (Objects.equals(mine, wanted) || Objects.equals(before, wanted)) {
            return;
        }
        boolean changed = own.isPresent() && !Objects.equals(mine, before);
        if (changed) {
            String place = freePlace(home, path);
            plan.mine.add(place);
            plan.changes.add(new Change(place, own.get()));
        }
        if (own.isPresent() || wanted != null) {
            plan.changes.add(new Change(path, next.files().get(path)));
        }
    }

    /** Returns a name beside a file that is free: no tool compiles or shows a file with this ending. */
    static String freePlace(Path home, String path) {
        String place = path + MINE;
        for (int number = 2; Files.exists(home.resolve(place), LinkOption.NOFOLLOW_LINKS); number++) {
            place = path + MINE + number;
        }
        return place;
    }

    private void planStub(String path, String before, NewHandout next, Plan plan) {
        String wanted = next.record().stubs().get(path);
        String mine = read(home, path).map(Handout::hash).orElse(null);
        if (wanted.equals(before) || wanted.equals(mine)) {
            return;
        }
        if (Objects.equals(mine, before)) {
            plan.changes.add(new Change(path, next.files().get(path)));
        } else {
            plan.begun.add(path);
        }
    }

    private static String sentences(Plan plan, int from, int to, boolean check) {
        List<String> lines = new ArrayList<>();
        lines.add((check ? "This would bring your copy from handout " : "Your copy is updated from handout ") + from
                + " to handout " + to + ". Your steps stay as they are.");
        List<String> files = plan.changes.stream().map(Change::path)
                .filter(path -> !plan.mine.contains(path) && !path.equals(CURRENT) && !path.equals(Handout.FILE)).toList();
        lines.add("New or changed: the built kit" + (files.isEmpty() ? "" : " and " + Plural.of(files.size(), "other file")
                + ": " + shown(files, path -> path)) + ".");
        if (!plan.mine.isEmpty()) {
            lines.add("You have changed files of the kit. " + (check ? "Yours would stay" : "Yours are kept")
                    + " beside the new ones: " + shown(plan.mine, path -> path) + ".");
        }
        for (String path : plan.begun) {
            lines.add("The stub " + path + " has changed, and your file stays."
                    + Steps.withBonus().stream().filter(step -> path.equals(step.exerciseFile())).map(Step::number)
                            .map(number -> " To begin it again with the new stub: ./rnnkit reset " + number)
                            .collect(Collectors.joining()));
        }
        lines.add(check ? "Nothing is changed yet." : "To undo the update: ./rnnkit update --undo");
        return String.join("\n", lines);
    }

    private static String shown(List<String> paths, UnaryOperator<String> name) {
        return paths.stream().limit(MAX_SHOWN).map(name).collect(Collectors.joining(", "))
                + (paths.size() > MAX_SHOWN ? " and " + (paths.size() - MAX_SHOWN) + " more" : "");
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
                throw new UsageException(place + " is a link, which an update does not follow. Replace it by a copy of what "
                        + "it leads to.");
            }
        }
        return place;
    }
}
