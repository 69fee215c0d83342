package org.rnnkit.cli.update;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.rnnkit.cli.handout.HandoutChanges;
import org.rnnkit.cli.update.PlannedFile.Action;
import org.rnnkit.grader.kit.Handout;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.Printable;

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
