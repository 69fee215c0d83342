package org.rnnkit.classroom.attempts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.Report;

/**
 * The comparison of two gradings of a class. It is also the data of a page, which class-attempts.jte renders.
 *
 * @param changed the submissions whose score or steps changed, the largest loss first
 * @param same the number of submissions in which nothing changed
 * @param gone the names of submissions that only the older grading has
 * @param added the names of submissions that only the newer grading has
 */
public record ClassroomComparison(List<Row> changed, int same, List<String> gone, List<String> added) {

    /**
     * A submission whose score or steps changed.
     *
     * @param name the submission's name
     * @param comparison its two reports
     */
    public record Row(String name, AttemptComparison comparison) {

        /** Returns the older score, with the possible points if these changed, such as "80/100". */
        public String before() {
            return score(comparison.before());
        }

        /** Returns the newer score, with the possible points if these changed, such as "96/120". */
        public String now() {
            return score(comparison.after());
        }

        private String score(Report report) {
            boolean sameScale = comparison.before().getMaxScore() == comparison.after().getMaxScore();
            return report.getScore() + (sameScale ? "" : "/" + report.getMaxScore());
        }

        /** Returns the newer score minus the older one. */
        public int difference() {
            return comparison.after().getScore() - comparison.before().getScore();
        }

        /** Returns the difference with its sign, such as "+5", "-10" or "0". */
        public String signedDifference() {
            return difference() > 0 ? "+" + difference() : String.valueOf(difference());
        }

        /** Sums up the steps that changed, such as "4 worse (passed, now failed)"; empty if only other points changed. */
        public String steps() {
            return comparison.changes().stream().map(step -> step.after().number() + " " + step.kind().word()
                    + (step.before().status() == step.after().status() ? "" : " (" + step.before().status().word() + ", now "
                    + step.after().status().word() + ")")).collect(Collectors.joining("; "));
        }
    }

    /** Compares two gradings, each with the attempts by the submissions' names. */
    public static ClassroomComparison of(Map<String, Report> before, Map<String, Report> after) {
        List<Row> rows = before.keySet().stream().filter(after::containsKey)
                .map(name -> new Row(name, AttemptComparison.of(before.get(name), after.get(name)))).toList();
        List<Row> changed = rows.stream().filter(row -> row.difference() != 0 || !row.comparison().changes().isEmpty())
                .sorted(Comparator.comparing(Row::difference).thenComparing(Row::name)).toList();
        return new ClassroomComparison(changed, rows.size() - changed.size(), without(before, after), without(after, before));
    }

    private static List<String> without(Map<String, Report> some, Map<String, Report> others) {
        return some.keySet().stream().filter(name -> !others.containsKey(name)).toList();
    }

    /** Writes the comparison for a terminal: a line for each submission that changed. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(Plural.of(changed.size(), "submission") + " changed, " + same + " did not.");
        changed.forEach(row -> lines.add(String.format(Locale.ROOT, "%5s  %s: %s before, %s now. %s",
                row.signedDifference(), row.name(), row.before(), row.now(), row.steps()).strip()));
        names("Only in the older grading: ", gone, lines);
        names("Only in the newer grading: ", added, lines);
        return AttemptComparison.printable(lines);
    }

    private static void names(String title, List<String> names, List<String> lines) {
        if (!names.isEmpty()) {
            lines.add(title + String.join(", ", names));
        }
    }

    /** Makes the page of the comparison, which needs no other file. */
    public String html() {
        return Pages.render("class-attempts.jte", this);
    }
}
