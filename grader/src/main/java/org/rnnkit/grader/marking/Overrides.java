package org.rnnkit.grader.marking;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.marking.CsvTable.Row;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report.PointsOverride;
import org.rnnkit.testkit.steps.Step;

/** The points that an instructor changed by hand, from a table with a line for each change. */
public final class Overrides {

    private static final List<String> COLUMNS = List.of("name", "step", "points", "comment", "who");
    private static final int MAX_POINTS = 10_000;
    private static final int MAX_TEXT = 500;

    private final List<Change> changes;

    /**
     * A change.
     *
     * @param written the name as it is written in the table
     * @param name the name of the submission; see {@link People}
     */
    record Change(String written, String name, String target, Integer points, String comment, String who) {}

    private Overrides(List<Change> changes) {
        this.changes = changes;
    }

    /**
     * Reads the table.
     *
     * @throws UsageException if it has mistakes; the message has a line for each
     */
    public static Overrides read(Path file, List<Step> steps, People people) {
        CsvTable table = CsvTable.read(file, COLUMNS);
        Set<String> seen = new HashSet<>();
        List<Change> changes = table.rows().stream().map(row -> change(table, row, steps, people, seen)).toList();
        table.throwIfAny();
        return new Overrides(changes);
    }

    /** Reads a change and notes its mistakes in the table. */
    private static Change change(CsvTable table, Row row, List<Step> steps, People people, Set<String> seen) {
        String name = table.person(row, people, false);
        String written = row.cell("step");
        Optional<Step> step = steps.stream().filter(each -> each.id().equals(written)
                || String.valueOf(each.number()).equals(written)).findFirst();
        String target = step.map(Step::id).orElse(written);
        if (step.isEmpty() && !target.equals(PointsOverride.TOTAL) && !target.equals(PointsOverride.EXTRAS)) {
            table.mistake(row, Printable.quoted(written) + " is no graded step. Write a step's number or id, "
                    + PointsOverride.EXTRAS + " or " + PointsOverride.TOTAL + ".");
        }
        for (String column : List.of("comment", "who")) {
            String text = row.cell(column);
            if (text.isEmpty() || text.length() > MAX_TEXT) {
                table.mistake(row, column + (text.isEmpty() ? " is missing. A change without a reason and a name can't be "
                        + "defended." : " has more than " + MAX_TEXT + " characters."));
            }
        }
        if (!row.cell("points").isEmpty() && !seen.add(name + "\n" + target)) {
            table.mistake(row, "There is an earlier change of the same points for " + Printable.quoted(row.name())
                    + ". Delete one.");
        }
        Integer points = points(table, row, step.map(Step::points).orElse(MAX_POINTS));
        return new Change(row.name(), name, target, points, row.cell("comment"), row.cell("who"));
    }

    /** Reads the points; null for an empty cell. */
    private static Integer points(CsvTable table, Row row, int most) {
        String written = row.cell("points");
        if (written.isEmpty()) {
            return null;
        }
        if (!written.matches("\\d{1,5}") || Integer.parseInt(written) > most) {
            table.mistake(row, "points: " + Printable.quoted(written) + " is not a whole number from 0 to " + most + ".");
            return null;
        }
        return Integer.valueOf(written);
    }

    public static Overrides none() {
        return new Overrides(List.of());
    }

    /** Lists all changes. */
    List<Change> all() {
        return changes;
    }

    /** Lists the changes for a submission. */
    List<Change> of(String name) {
        return changes.stream().filter(change -> change.name().equals(name)).toList();
    }
}
