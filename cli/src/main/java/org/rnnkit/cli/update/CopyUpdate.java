package org.rnnkit.cli.update;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.cli.handout.HandoutChanges;
import org.rnnkit.cli.update.FileSet.FolderFiles;
import org.rnnkit.cli.update.HandoutSource.HandoutFiles;
import org.rnnkit.cli.update.UpdatePlan.PlannedFile;
import org.rnnkit.cli.update.UpdatePlan.PlannedFile.Action;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Handout;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.system.Scratch;

/** An update of a student's copy to a newer handout. The steps stay; everything that belongs to the kit is replaced. */
public final class CopyUpdate {

    private final Path home;
    private final UpdateBackup backup;

    /** Prepares an update. */
    public CopyUpdate(Path home) {
        this.home = home;
        this.backup = new UpdateBackup(home);
    }

    /**
     * Updates the copy, completely or not at all.
     *
     * @param from the newer handout: a folder, an archive, an address that git understands, or a git remote of the copy
     * @param keepMine the files that both sides changed and that stay
     * @param takeNew the files that the newer handout replaces
     * @param check whether to say only what would change
     * @throws UsageException if the copy can't be updated to this handout; nothing is changed then
     */
    public String run(String from, Set<String> keepMine, Set<String> takeNew, boolean check) {
        String recovered = recover();
        try (Scratch scratch = new Scratch()) {
            HandoutFiles next = HandoutSource.read(from, home, scratch.folder());
            int version = next.handout().getVersion();
            Handout before = before(next.handout(), scratch.folder());
            if (version == before.getVersion()) {
                return recovered + "This copy has handout " + version + " already. Nothing is changed.";
            } else if (version < before.getVersion()) {
                throw new UsageException("Nothing is changed: " + from + " is handout " + version + ", and this copy has "
                        + "handout " + before.getVersion() + ", which is newer.");
            }
            requireKnown(keepMine, takeNew, before, next.handout());
            List<PlannedFile> plan = UpdatePlan.of(before, next, new FolderFiles(home),
                    new Originals(home, before, scratch.folder()), new UpdatePlan.Choices(keepMine, takeNew));
            requireNoConflicts(plan, from);
            UpdateSummary summary = new UpdateSummary(before, next.handout(), plan);
            if (!check) {
                backup.apply(before.getVersion(), version, plan);
            }
            return recovered + summary.text(check);
        }
    }

    /**
     * Undoes the last update.
     *
     * @throws UsageException if there is no update to undo
     */
    public String undo() {
        int from = backup.contents().map(UpdateBackup.Contents::from).orElse(0);
        List<String> notes = backup.undo();
        return Stream.concat(notes.stream(), Stream.of("The last update is undone: this copy "
                + (from == 0 ? "is as it was before." : "has handout " + from + " again."))).collect(Collectors.joining("\n"));
    }

    /** Undoes an update that was interrupted. Nothing was changed since then, or it was changed in vain. */
    private String recover() {
        if (!backup.isUnfinished()) {
            return "";
        }
        backup.undo();
        return "The last update was interrupted. It is undone first.\n";
    }

    private Handout before(Handout next, Path scratch) {
        if (Files.exists(home.resolve(Handout.FILE))) {
            return Handout.find(home).orElseThrow(() -> new UsageException("Nothing is changed: the file " + Handout.FILE
                    + " of this copy is damaged. Put it back first; with git: git checkout -- " + Handout.FILE));
        }
        return Originals.firstCommit(home, next, scratch).orElseThrow(() -> new UsageException("Nothing is changed: this copy "
                + "has no " + Handout.FILE + ", because an older kit made it, and no git repository whose first commit is the "
                + "handout. Copy your steps (exercises/src/main/java) to a copy of the newer handout instead."));
    }

    private static void requireKnown(Set<String> keepMine, Set<String> takeNew, Handout before, Handout next) {
        Stream.concat(keepMine.stream(), takeNew.stream())
                .filter(path -> !before.files().containsKey(path) && !next.files().containsKey(path)).findFirst()
                .ifPresent(path -> {
                    throw new UsageException(path + " is not a file of the handout. Name it as the list of the update does, "
                            + "such as toolkit/pom.xml.");
                });
    }

    private static void requireNoConflicts(List<PlannedFile> plan, String from) {
        List<String> conflicts = plan.stream().filter(file -> file.action() == Action.CONFLICT).map(PlannedFile::path).toList();
        if (!conflicts.isEmpty()) {
            throw new UsageException("Nothing is changed: you and the newer handout changed the same places of\n  "
                    + String.join("\n  ", conflicts) + "\nDecide for each of them, in one command: ./rnnkit update " + from
                    + " --keep-mine FILE keeps yours, --take-new FILE takes the handout's.");
        }
    }

    /**
     * The sentences about an update.
     *
     * @param before the handout that the copy was made from
     * @param next the newer handout
     * @param plan what happens to each file
     */
    record UpdateSummary(Handout before, Handout next, List<PlannedFile> plan) {

        private static final int MAX_SHOWN = 20;
        private static final int MAX_WIDTH = 300;

        /** Returns the sentences, each in its own line. */
        String text(boolean check) {
            List<String> lines = new ArrayList<>();
            lines.add((check ? "This would bring your copy from " : "Your copy is updated from ")
                    + (before.getVersion() == 0 ? "an older handout" : "handout " + before.getVersion()) + " to handout "
                    + next.getVersion() + ". Your steps stay as they are.");
            for (Handout.Version version : next.history()) {
                if (version.version() > before.getVersion() && version.version() > 1) {
                    lines.add(Printable.line("Handout " + version.version() + " (" + version.date() + "): " + version.changes(),
                            MAX_WIDTH));
                }
            }
            HandoutChanges changes = HandoutChanges.between(before.files(), next.files());
            lines.add(Plural.of(changes.changed().size(), "file") + " changed, " + changes.added().size() + " added, "
                    + changes.deleted().size() + " deleted.");
            add(lines, Action.KEEP, "Kept, because you changed it:");
            add(lines, Action.MERGE, "Merged, with your changes and the handout's:");
            for (PlannedFile step : files(Action.LEAVE_STEP)) {
                lines.add("The stub of " + step.path() + " has changed. Your file stays; compare it with "
                        + Handout.firstState(step.path()));
            }
            lines.add(check ? "Nothing is changed yet." : "To undo the update: ./rnnkit update --undo");
            return String.join("\n", lines);
        }

        private void add(List<String> lines, Action action, String title) {
            List<PlannedFile> files = files(action);
            if (!files.isEmpty()) {
                lines.add(title);
                lines.add(files.stream().limit(MAX_SHOWN).map(file -> "  " + file.path()).collect(Collectors.joining("\n")));
            }
            if (files.size() > MAX_SHOWN) {
                lines.add("  and " + (files.size() - MAX_SHOWN) + " more");
            }
        }

        private List<PlannedFile> files(Action action) {
            return plan.stream().filter(file -> file.action() == action).toList();
        }
    }
}
