package org.rnnkit.classroom.gradebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.rnnkit.grader.report.ExtraPoints;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;

/** The cells of a roster for grades and comments, and what an instructor should know about them. */
final class GradeCells {

    /** The beginning of the kit's comments. Other comments are somebody's own, and stay. */
    private static final String OWN_COMMENT = "RNN Kit: ";

    private final Roster roster;
    private final Map<Student, Report> reports = new LinkedHashMap<>();
    /** The notes for the instructor: for each note's title, the students that it is about. */
    private final Map<String, List<String>> notes = new LinkedHashMap<>();
    private final Set<String> scales = new TreeSet<>();
    private int graded;

    GradeCells(Roster roster) {
        this.roster = roster;
    }

    /** Writes the grade and the comment of a student with a hand-in. */
    void fill(Student student, Report report) {
        Report shown = Printable.withoutFolders(report);
        reports.put(student, shown);
        grade(student, shown);
    }

    /** Writes the grade of a student without one, which the instructor has given by hand. */
    void fillByHand(Student student, Report mark) {
        note("No submission, marked by hand", student.name());
        grade(student, mark);
    }

    /** Writes 0 for a student without a hand-in. */
    void fillWithZero(Student student) {
        note("No submission, so the grade is 0, as --missing zero says", student.name());
        deleteComment(student);
        setGrade(student, "0");
    }

    /** Leaves the grade of a student without a hand-in as it is. */
    void leave(Student student, String reason) {
        note(reason, student.name());
        deleteComment(student);
    }

    private void grade(Student student, Report report) {
        String maximum = roster.maximum(student);
        String grade = Grade.of(report, maximum, roster.kind() == RosterKind.MOODLE);
        graded++;
        setGrade(student, grade);
        if (!grade.equals(Grade.of(report, maximum, false))) {
            note("Cut to the gradebook's largest grade", student.name() + ", " + report.getScore() + " of "
                    + report.getMaxScore());
        }
        if (Grade.isScaled(report, maximum)) {
            scales.add("Scaled from " + report.getMaxScore() + " points to the gradebook's " + maximum
                    + ", rounded to two decimals, half up.");
        } else if (maximum.isEmpty()) {
            scales.add("The roster does not say how many points are possible: the grades are points of "
                    + report.getMaxScore() + ", as they are.");
        }
        if (roster.hasComments() && !roster.isLocked(student)) {
            setComment(student, report);
        }
    }

    private void setGrade(Student student, String grade) {
        String before = roster.grade(student);
        if (roster.isLocked(student)) {
            note("The grade can't be changed, says the roster", student.name());
        } else if (!Grade.isSame(before, grade)) {
            if (Grade.isNumber(before)) {
                note("An earlier grade was changed", student.name() + " from " + before + " to " + grade);
            }
            roster.setGrade(student, grade);
        }
    }

    private void setComment(Student student, Report report) {
        String before = roster.comment(student);
        String reasons = Printable.joined(Stream.concat(report.decisions().stream(), Stream.of(report.failures())));
        boolean hasBonusSteps = report.extras().stream().anyMatch(extra -> extra.name().equals(ExtraPoints.BONUS_STEPS));
        String comment = Printable.cell(OWN_COMMENT + report.summary() + (hasBonusSteps ? " (in the score). " : ". ")
                + reasons);
        if (!before.isEmpty() && !isOwn(before)) {
            note("A comment of somebody's own was kept", student.name());
        } else {
            roster.setComment(student, roster.kind() == RosterKind.MOODLE ? html(comment) : comment);
        }
    }

    /** Moodle may have put an element around the comment. */
    private static boolean isOwn(String comment) {
        return comment.replaceFirst("^(?:<\\w+>)++", "").startsWith(OWN_COMMENT);
    }

    /** Deletes the comment of an earlier grading, of a submission that is no longer there. */
    private void deleteComment(Student student) {
        if (roster.hasComments() && !roster.isLocked(student) && isOwn(roster.comment(student))) {
            roster.setComment(student, "");
        }
    }

    /** Moodle reads comments as HTML. */
    private static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Returns the report of each student with a score, as the student may see it. */
    Map<Student, Report> reports() {
        return reports;
    }

    /** Returns the number of students who have a grade now. */
    int graded() {
        return graded;
    }

    void note(String title, String name) {
        notes.computeIfAbsent(title, key -> new ArrayList<>()).add(name);
    }

    /** Lists what an instructor should know about the cells, each as a title and names. */
    Map<String, List<String>> notes() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        all.put(("Students with a grade: " + graded + ". " + String.join(" ", scales)).strip(), List.of());
        all.putAll(notes);
        return all;
    }
}
