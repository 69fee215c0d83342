package org.rnnkit.classroom.attempts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.StepReport;

/** The text of a comparison for a terminal. */
public final class ComparisonText {

    private static final int MAX_WIDTH = 300;

    private ComparisonText() {}

    /**
     * Writes the comparison of two attempts as a table, followed by the reasons of the steps that changed.
     *
     * @param comparison the comparison
     * @return the lines
     */
    public static List<String> lines(AttemptComparison comparison) {
        List<String> lines = new ArrayList<>();
        lines.add("Before: " + comparison.before().summary());
        lines.add("Now:    " + comparison.after().summary());
        lines.addAll(comparison.remarks());
        lines.add("");
        lines.add(row("step", "before", "now", "change"));
        comparison.steps().forEach(step -> lines.add(row(String.valueOf(step.after().number()), result(step.before()),
                result(step.after()), step.kind().word())));
        for (StepChange step : comparison.reasons()) {
            lines.add("");
            lines.add("Step " + step.after().number() + ", " + step.after().title() + ": " + step.kind().word());
            message("before: ", step.oldMessage(), lines);
            message("now:    ", step.newMessage(), lines);
        }
        return printable(lines);
    }

    private static void message(String when, String message, List<String> lines) {
        message.lines().limit(1).filter(line -> !line.isBlank()).forEach(line -> lines.add("  " + when + line));
    }

    private static String result(StepReport step) {
        return step.status().word() + " " + step.score() + "/" + step.maxScore();
    }

    private static String row(String step, String before, String now, String change) {
        return String.format(Locale.ROOT, "%4s  %-18s %-18s %s", step, before, now, change);
    }

    /**
     * Writes the comparison of two gradings of a class: a line for each submission that changed.
     *
     * @param comparison the comparison
     * @return the lines
     */
    public static List<String> lines(ClassroomComparison comparison) {
        List<String> lines = new ArrayList<>();
        lines.add(Plural.of(comparison.changed().size(), "submission") + " changed, " + comparison.same() + " did not.");
        comparison.changed().forEach(row -> lines.add(String.format(Locale.ROOT, "%5s  %s: %s before, %s now. %s",
                row.signedDifference(), row.name(), row.before(), row.now(), row.steps()).strip()));
        names("Only in the older grading: ", comparison.gone(), lines);
        names("Only in the newer grading: ", comparison.added(), lines);
        return printable(lines);
    }

    private static void names(String title, List<String> names, List<String> lines) {
        if (!names.isEmpty()) {
            lines.add(title + String.join(", ", names));
        }
    }

    private static List<String> printable(List<String> lines) {
        return lines.stream().map(line -> Printable.line(line, MAX_WIDTH)).toList();
    }
}
