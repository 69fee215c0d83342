package org.rnnkit.cli.update;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.rnnkit.cli.update.HandoutSource.HandoutFiles;
import org.rnnkit.cli.update.UpdatePlan.PlannedFile.Action;
import org.rnnkit.grader.kit.Handout;

/** A plan of an update: what happens to each file. Nothing is written while it is made. */
final class UpdatePlan {

    private final Handout before;
    private final HandoutFiles next;
    private final FileSet mine;
    private final Merge merge;
    private final Choices choices;
    private final List<PlannedFile> files = new ArrayList<>();

    /** A merge of a file that was changed twice. */
    interface Merge {

        /** Merges the owner's and the newer handout's changes; empty if they can't be merged. */
        Optional<byte[]> merge(String path, byte[] mine, byte[] next);
    }

    /**
     * The owner's decisions about files that both sides changed.
     *
     * @param keepMine the files to keep
     * @param takeNew the files to replace by the newer handout's
     */
    record Choices(Set<String> keepMine, Set<String> takeNew) {}

    private UpdatePlan(Handout before, HandoutFiles next, FileSet mine, Merge merge, Choices choices) {
        this.before = before;
        this.next = next;
        this.mine = mine;
        this.merge = merge;
        this.choices = choices;
    }

    /**
     * Plans an update.
     *
     * @param mine the files of the copy
     * @param merge the merge of files that both sides changed
     * @param choices the owner's decisions
     * @return what happens to each file, without those that stay the same; the record of the newer handout is the last
     */
    static List<PlannedFile> of(Handout before, HandoutFiles next, FileSet mine, Merge merge, Choices choices) {
        UpdatePlan plan = new UpdatePlan(before, next, mine, merge, choices);
        Handout newer = next.handout();
        union(before.files(), newer.files()).forEach(plan::planKitFile);
        union(before.stubs(), newer.stubs()).forEach(plan::planStep);
        plan.files.add(new PlannedFile(Handout.FILE, Action.WRITE, newer.toJson()));
        return List.copyOf(plan.files);
    }

    private static Set<String> union(Map<String, String> first, Map<String, String> second) {
        Set<String> all = new TreeSet<>(first.keySet());
        all.addAll(second.keySet());
        return all;
    }

    private void planKitFile(String path) {
        byte[] own = mine.read(path).orElse(null);
        String nextHash = next.handout().files().get(path);
        byte[] content = next.contents().get(path);
        FileDecision decision = FileDecision.of(before.files().get(path), own == null ? null : Handout.hash(own), nextHash);
        if (decision == FileDecision.SAME) {
            return;
        }
        if (choices.takeNew().contains(path)) {
            decision = content == null ? FileDecision.DELETE : FileDecision.TAKE;
        } else if (choices.keepMine().contains(path)) {
            decision = FileDecision.KEEP;
        }
        switch (decision) {
            case TAKE -> files.add(new PlannedFile(path, Action.WRITE, content));
            case DELETE -> files.add(new PlannedFile(path, Action.DELETE, null));
            case KEEP -> keep(path, content);
            default -> merge(path, own, content);
        }
    }

    private void keep(String path, byte[] content) {
        files.add(new PlannedFile(path, Action.KEEP, null));
        remember(path, content);
    }

    private void merge(String path, byte[] own, byte[] content) {
        Optional<byte[]> merged = merge.merge(path, own, content);
        files.add(new PlannedFile(path, merged.isPresent() ? Action.MERGE : Action.CONFLICT, merged.orElse(null)));
        remember(path, content);
    }

    /** Keeps the handout's text of a file that its owner has changed: the next update needs it for a merge. */
    private void remember(String path, byte[] content) {
        if (content != null) {
            files.add(new PlannedFile(Originals.place(path), Action.WRITE, content));
        }
    }

    private void planStep(String path) {
        byte[] own = mine.read(path).orElse(null);
        String stubBefore = before.stubs().get(path);
        byte[] stub = next.contents().get(Handout.firstState(path));
        FileDecision decision = FileDecision.of(stubBefore, own == null ? null : Handout.hash(own),
                next.handout().stubs().get(path));
        boolean deletedByOwner = own == null && stubBefore != null;
        if (decision == FileDecision.TAKE && !deletedByOwner) {
            files.add(new PlannedFile(path, Action.WRITE, stub));
        } else if (decision == FileDecision.DELETE) {
            files.add(new PlannedFile(path, Action.DELETE, null));
        } else if (decision == FileDecision.BOTH_CHANGED) {
            files.add(new PlannedFile(path, Action.LEAVE_STEP, null));
        }
    }

    /**
     * One file of an update.
     *
     * @param path its path in the copy, with slashes
     * @param action what the update does
     * @param content the content to write; null if nothing is written
     */
    record PlannedFile(String path, Action action, byte[] content) {

        /** The things that an update does with a file. */
        enum Action {
            /** Writes the newer handout's file. */
            WRITE,
            /** Deletes the file. */
            DELETE,
            /** Leaves the owner's file as it is. */
            KEEP,
            /** Writes a file with the changes of both. */
            MERGE,
            /** Leaves a step of the owner as it is, although its stub has changed. */
            LEAVE_STEP,
            /** Can't decide: the owner must. */
            CONFLICT
        }

        /** Tells whether the update changes the file. */
        boolean isChange() {
            return content != null || action == Action.DELETE;
        }
    }

    /** The decision about one file of a copy: what an update does with it. */
    enum FileDecision {

        /** The copy has the newer handout's file already. */
        SAME,
        /** The newer handout's file is written. */
        TAKE,
        /** The file no longer belongs to the handout and is deleted. */
        DELETE,
        /** The copy's file stays, because only its owner changed it, or because the handout no longer has it. */
        KEEP,
        /** Both the owner and the handout changed the file. */
        BOTH_CHANGED;

        /**
         * Decides about a file by the hashes of its three states; null means that there is no file.
         *
         * @param before the file of the handout that the copy was made from
         * @param mine the file in the copy
         * @param next the file of the newer handout
         */
        static FileDecision of(String before, String mine, String next) {
            if (Objects.equals(mine, next)) {
                return SAME;
            } else if (Objects.equals(mine, before)) {
                return next == null ? DELETE : TAKE;
            } else if (Objects.equals(before, next) || next == null) {
                return KEEP;
            }
            // A deleted file that the handout has changed comes back: the tests or the build may need it.
            return mine == null ? TAKE : BOTH_CHANGED;
        }
    }
}
