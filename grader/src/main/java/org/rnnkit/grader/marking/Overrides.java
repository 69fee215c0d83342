package org.rnnkit.grader.marking;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Pattern SCALE = Pattern.compile("(\\d{1,5}) of ([1-9]\\d{0,4})");

    private final List<Change> changes;

    /**
     * A change.
     *
     * @param written the name as it is written in the table
     * @param name the name of the submission; see {@link People}
     * @param points the points; null for a comment alone
     * @param of the maximum that the points belong to, as in "60 of 100"; null for the report's own
     */
    record Change(String written, String name, String target, Integer points, Integer of, String comment, String who) {

        /** Returns the points on the scale of a report, rounded half up. */
        Integer scaled(int maximum) {
            return points == null || of == null ? points : Integer.valueOf((int) Math.round((double) points * maximum / of));
        }

        /** Returns the comment, which says of which maximum the points are. */
        String fullComment() {
            return of == null ? comment : points + " of " + of + ". " + comment;
        }
    }

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
        Matcher scale = SCALE.matcher(target.equals(PointsOverride.TOTAL) ? row.cell("points") : "");
        boolean isScaled = scale.matches();
        if (target.equals(PointsOverride.TOTAL) && row.cell("points").matches("\\d{1,5}")) {
            table.mistake(row, "points: a total must say of which maximum it is, such as " + row.cell("points") + " of 100.");
        }
        Integer points = points(table, row, isScaled ? scale.group(1) : row.cell("points"),
                step.map(Step::points).orElse(MAX_POINTS));
        return new Change(row.name(), name, target, points, isScaled ? Integer.valueOf(scale.group(2)) : null,
                row.cell("comment"), row.cell("who"));
    }

    /** Reads the points; null for an empty cell. */
    private static Integer points(CsvTable table, Row row, String written, int most) {
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

    /** Lists the changes for a submission, by all that {@link People} may return for it. */
    List<Change> of(List<String> names) {
        return changes.stream().filter(change -> names.contains(change.name())).toList();
    }
}
