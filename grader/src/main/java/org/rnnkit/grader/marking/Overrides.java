package org.rnnkit.grader.marking;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rnnkit.grader.marking.CsvTable.Row;
import org.rnnkit.grader.marking.Marking.People;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.Report.PointsOverride;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.testkit.steps.Step;

/** The points that an instructor changed by hand, from a table with a line for each change. */
public final class Overrides {

    private static final List<String> COLUMNS = List.of("name", "step", "points", "comment", "who");
    private static final int MAX_POINTS = 10_000;
    private static final int MAX_TEXT = 500;
    /** Points, perhaps with their maximum, which a total must have, and the points that they replace. */
    private static final Pattern POINTS = Pattern.compile(
            "(?<points>\\d{1,5})(?: of (?<of>[1-9]\\d{0,4}))?(?: instead of (?<before>-?\\d{1,5}))?");

    private final List<Change> changes;

    /**
     * A change.
     *
     * @param written the name as it is written in the table
     * @param name the name of the submission; see {@link People}
     * @param points the points; null for a comment alone
     * @param of the maximum that the points belong to, as in "60 of 100"; null for the report's own
     * @param instead the points that they replace, if the table says so; null if it does not
     */
    record Change(String written, String name, String target, Integer points, Integer of, Integer instead, String comment,
            String who) {

        /** Makes the change of points that the grader gave. Points of a maximum are put on today's scale, rounded half up. */
        PointsOverride of(int before, int maximum) {
            Integer scaled = points == null || of == null ? points
                    : Integer.valueOf((int) Math.round((double) points * maximum / of));
            return new PointsOverride(target, scaled, before, comment, who, of == null ? "" : points + " of " + of,
                    instead != null && instead == before);
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
        Matcher points = points(table, row, target, step.map(Step::points).orElse(MAX_POINTS));
        return new Change(row.name(), name, target, number(points, "points"), number(points, "of"), number(points, "before"),
                row.cell("comment"), row.cell("who"));
    }

    /** Reads the points, and notes a mistake in them. */
    private static Matcher points(CsvTable table, Row row, String target, int most) {
        String written = row.cell("points");
        Matcher points = POINTS.matcher(written);
        boolean isTotal = target.equals(PointsOverride.TOTAL);
        if (points.matches() && isTotal && points.group("of") == null) {
            table.mistake(row, "points: a total must say of which maximum it is, such as " + points.group("points")
                    + " of 100.");
        } else if (!written.isEmpty() && (!points.matches()
                || !isTotal && number(points, "points") > Objects.requireNonNullElse(number(points, "of"), most)
                || isTotal && number(points, "points") > most
                || target.equals(PointsOverride.EXTRAS) && points.group("of") != null)) {
            table.mistake(row, "points: " + Printable.quoted(written) + " is not a whole number from 0 to " + most + ".");
        }
        return points;
    }

    private static Integer number(Matcher points, String part) {
        return points.matches() && points.group(part) != null ? Integer.valueOf(points.group(part)) : null;
    }

    public static Overrides none() {
        return new Overrides(List.of());
    }

    /**
     * Lists the changes that take points away of which their author may not know, because a student has handed in again, or
     * because the kit or the course's points have changed. If the total is given by hand, no other change counts.
     */
    public static List<PointsOverride> doubtful(Report report) {
        boolean isTotal = report.overrides().stream()
                .anyMatch(change -> change.points() != null && change.step().equals(PointsOverride.TOTAL));
        return report.overrides().stream().filter(change -> change.points() != null && change.points() < change.before()
                && !change.kept() && (!isTotal || change.step().equals(PointsOverride.TOTAL))).toList();
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
