package org.rnnkit.grader.marking;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rnnkit.grader.report.PointsOverride;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.testkit.steps.Step;

/** The points that an instructor changed by hand, from a table with a line for each change. */
public final class Overrides {

    private static final List<String> COLUMNS = List.of("name", "step", "points", "comment", "who");
    /** What a line may be about, beside the steps. */
    private static final List<String> WORDS = List.of(PointsOverride.EXTRAS, PointsOverride.TOTAL, PointsOverride.PERSON);
    private static final int MAX_POINTS = 10_000;
    private static final int MAX_DIGITS = 5;
    private static final int MAX_TEXT = 500;

    private final List<PointsChange> changes;

    private Overrides(List<PointsChange> changes) {
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
        List<PointsChange> changes = table.rows().stream().map(row -> change(table, row, steps, people, seen)).toList();
        table.throwIfAny();
        return new Overrides(changes);
    }

    /** Reads a change and notes its mistakes in the table. */
    private static PointsChange change(CsvTable table, CsvRow row, List<Step> steps, People people, Set<String> seen) {
        String name = table.person(row, people, false);
        String written = row.cell("step");
        Optional<Step> step = steps.stream().filter(each -> each.id().equals(written)
                || String.valueOf(each.number()).equals(written)).findFirst();
        String target = step.map(Step::id).orElse(written);
        if (step.isEmpty() && !WORDS.contains(target)) {
            table.mistake(row, Printable.quoted(written) + " is no graded step. Write a step's number or id, "
                    + String.join(" or ", WORDS) + ".");
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
        return new PointsChange(row.name(), name, target, points(table, row, target, step.map(Step::points).orElse(MAX_POINTS)),
                row.cell("comment"), row.cell("who"));
    }

    /** Reads the points, and notes a mistake in them. */
    private static Integer points(CsvTable table, CsvRow row, String target, int most) {
        String written = row.cell("points");
        if (target.equals(PointsOverride.PERSON)) {
            if (!written.isEmpty()) {
                table.mistake(row, "points: leave them empty. The line says only whose submission this is.");
            }
            return null;
        }
        boolean isNumber = written.length() <= MAX_DIGITS && !written.isEmpty()
                && written.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!written.isEmpty() && (!isNumber || Integer.parseInt(written) > most)) {
            table.mistake(row, "points: " + Printable.quoted(written) + " is not a whole number from 0 to " + most + ".");
        }
        return isNumber ? Integer.valueOf(written) : null;
    }

    public static Overrides none() {
        return new Overrides(List.of());
    }

    /** Lists all changes. */
    List<PointsChange> all() {
        return changes;
    }

    /** Lists the changes for a submission, by all that {@link People} may return for it. */
    List<PointsChange> of(List<String> names) {
        return changes.stream().filter(change -> names.contains(change.name())).toList();
    }
}
