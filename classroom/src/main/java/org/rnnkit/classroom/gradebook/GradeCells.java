package org.rnnkit.classroom.gradebook;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.rnnkit.classroom.gradebook.RosterColumns.Kind;
import org.rnnkit.classroom.gradebook.RosterColumns.RosterLine;
import org.rnnkit.classroom.gradebook.RosterMatcher.RosterMatches;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.Report.ExtraPoints;
import org.rnnkit.grader.report.Report.PointsOverride;

/** The cells of a roster for grades and comments, and the pages that the students get. */
final class GradeCells {

    /** The name of the column for the grade, in a list that has none. */
    static final String GRADE = "score";

    private static final String FEEDBACK = "feedback";
    private static final String BY_HAND = "No submission, marked by hand";
    /** The beginning of the kit's comments. Other comments are somebody's own, and stay. */
    private static final String OWN_COMMENT = "RNN Kit: ";

    private final RosterTable table;
    private final RosterColumns columns;
    private final Map<RosterLine, Report> reports = new LinkedHashMap<>();
    /** The notes for the instructor: for each note's title, the students that it is about. */
    private final Map<String, List<String>> notes = new LinkedHashMap<>();
    private final Set<String> scales = new TreeSet<>();

    GradeCells(RosterTable table, RosterColumns columns) {
        this.table = table;
        this.columns = columns.grade() >= 0 ? columns : columns.with(table.addColumn(GRADE), columns.feedback() >= 0
                ? columns.feedback() : table.addColumn(FEEDBACK));
    }

    /**
     * Fills the cells. Grades of students without a score stay as they are.
     *
     * @param times the times of hand-in that the roster has, by the row
     * @param isZero tells whether a student who handed in nothing gets 0 points
     */
    void fill(RosterMatches matches, Map<String, ClassroomResult> results, Map<Integer, Instant> times,
            Predicate<RosterLine> isZero) {
        matches.submissions().forEach((line, sender) -> {
            ClassroomResult result = results.get(sender.submission());
            if (result == null || result.report() == null) {
                note("Without a score, so the grade stays as it was", line.name()
                        + (result == null ? "" : " (" + result.reason() + ")"));
            } else {
                fill(line, result.report());
            }
        });
        for (RosterLine line : matches.missing()) {
            ClassroomResult mark = results.get(ClassroomPeople.keyOf(line));
            boolean isHandedIn = times.containsKey(line.row());
            boolean zero = mark == null && !isHandedIn && isZero.test(line);
            note(mark != null ? BY_HAND : isHandedIn
                    ? "Handed in, says the roster, and not in the inbox: no grade was written" : zero
                    ? "No submission, so the grade is 0, as --missing zero says"
                    : "No submission, so the grade stays as it was", line.name());
            if (mark != null) {
                grade(line, mark.report());
            } else {
                deleteComment(line);
                if (zero) {
                    setGrade(line, "0");
                }
            }
        }
    }

    private void fill(RosterLine line, Report report) {
        Report shown = Printable.withoutFolders(report);
        reports.put(line, shown);
        grade(line, shown);
    }

    private void grade(RosterLine line, Report report) {
        String maximum = columns.maximum(table, line.row());
        String grade = Grade.of(report, maximum, columns.kind() == Kind.MOODLE_WORKSHEET);
        setGrade(line, grade);
        if (!grade.equals(Grade.of(report, maximum, false))) {
            note("Cut to the gradebook's largest grade", line.name() + ", " + report.getScore() + " of "
                    + report.getMaxScore());
        }
        if (Grade.isScaled(report, maximum)) {
            scales.add("Scaled from " + report.getMaxScore() + " points to the gradebook's " + maximum
                    + ", rounded to two decimals, half up.");
        } else if (maximum.isEmpty()) {
            scales.add("The roster does not say how many points are possible: the grades are points of "
                    + report.getMaxScore() + ", as they are.");
        }
        if (columns.feedback() >= 0 && !columns.isLocked(table, line.row())) {
            setComment(line, report);
        }
    }

    private void setGrade(RosterLine line, String grade) {
        String before = table.value(line.row(), columns.grade()).strip();
        if (columns.isLocked(table, line.row())) {
            note("The grade can't be changed, says the roster", line.name());
        } else {
            if (before.matches(".*\\d.*") && !Grade.isSame(before, grade)) {
                note("An earlier grade was changed", line.name() + " from " + before + " to "
                        + grade);
            }
            if (!Grade.isSame(before, grade)) {
                table.set(line.row(), columns.grade(), grade);
            }
        }
    }

    private void setComment(RosterLine line, Report report) {
        String before = table.value(line.row(), columns.feedback()).strip();
        String reasons = Printable.joined(Stream.concat(report.decisions().stream(), Stream.of(report.failures())));
        boolean hasBonusSteps = report.extras().stream().anyMatch(extra -> extra.name().equals(ExtraPoints.BONUS_STEPS));
        String comment = Printable.cell(OWN_COMMENT + report.summary() + (hasBonusSteps ? " (in the score). " : ". ")
                + reasons);
        if (!before.isEmpty() && !isOwn(before)) {
            note("A comment of somebody's own was kept", line.name());
        } else {
            table.set(line.row(), columns.feedback(), columns.kind() == Kind.MOODLE_WORKSHEET ? html(comment) : comment);
        }
    }

    private static boolean isOwn(String comment) {
        return comment.replaceFirst("^(?:<\\w+>)++", "").startsWith(OWN_COMMENT);
    }

    /** Deletes the comment of an earlier grading, of a submission that is no longer there. */
    private void deleteComment(RosterLine line) {
        if (columns.feedback() >= 0 && !columns.isLocked(table, line.row())
                && isOwn(table.value(line.row(), columns.feedback()).strip())) {
            table.set(line.row(), columns.feedback(), "");
        }
    }

    /** Moodle reads comments as HTML. */
    private static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Returns the report of each student with a score, as the student may see it. */
    Map<RosterLine, Report> reports() {
        return reports;
    }

    private void note(String title, String name) {
        notes.computeIfAbsent(title, key -> new ArrayList<>()).add(name);
    }

    /** Lists what an instructor should know about the cells, each as a title and names. */
    Map<String, List<String>> notes() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        int graded = reports.size() + notes.getOrDefault(BY_HAND, List.of()).size();
        all.put(("Students with a grade: " + graded + ". " + String.join(" ", scales)).strip(), List.of());
        all.putAll(notes);
        return all;
    }

    /** The grade of a report on the scale of a gradebook. */
    static final class Grade {

        private static final int DECIMALS = 2;
        private static final int DIGITS = 12;
        private static final String NUMBER = "\\d+([.,]\\d+)?";

        private Grade() {}

        /**
         * Computes a grade. It is scaled if the gradebook's maximum is another one than the report's, rounded half up to two
         * decimals, and written with the decimal sign of the maximum. A total by hand is scaled from the maximum that it was
         * given with, so it is rounded only once.
         *
         * @param maximum the largest grade as the gradebook writes it; empty if it does not say
         * @param capped whether the gradebook refuses more than its maximum
         * @return the grade, such as "83.33" or "83,33"
         */
        static String of(Report report, String maximum, boolean capped) {
            BigDecimal largest = number(maximum);
            if (largest.signum() <= 0 || report.getMaxScore() <= 0) {
                return plain(BigDecimal.valueOf(report.getScore()));
            }
            String[] share = report.overrides().stream().filter(change -> change.step().equals(PointsOverride.TOTAL))
                    .map(PointsOverride::share).filter(given -> !given.isEmpty()).findFirst()
                    .orElse(report.getScore() + " of " + report.getMaxScore()).split(" of ");
            BigDecimal score = new BigDecimal(share[0]);
            BigDecimal own = new BigDecimal(share[1]);
            BigDecimal scaled = score.multiply(largest).divide(own, DIGITS, RoundingMode.HALF_UP);
            String text = plain(capped ? scaled.min(largest).max(BigDecimal.ZERO) : scaled);
            return maximum.contains(",") && !maximum.contains(".") ? text.replace('.', ',') : text;
        }

        /** Tells whether a gradebook's maximum differs from the report's. */
        static boolean isScaled(Report report, String maximum) {
            BigDecimal largest = number(maximum);
            return largest.signum() > 0 && report.getMaxScore() > 0
                    && largest.compareTo(BigDecimal.valueOf(report.getMaxScore())) != 0;
        }

        /** Tells whether two texts are the same grade, such as "80" and "80,00". */
        static boolean isSame(String first, String second) {
            return first.equals(second) || first.matches(NUMBER) && second.matches(NUMBER)
                    && number(first).compareTo(number(second)) == 0;
        }

        private static String plain(BigDecimal value) {
            BigDecimal rounded = value.setScale(DECIMALS, RoundingMode.HALF_UP);
            return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
        }

        private static BigDecimal number(String text) {
            try {
                return new BigDecimal(text.replace(',', '.'));
            } catch (NumberFormatException notANumber) {
                return BigDecimal.ZERO;
            }
        }
    }
}
