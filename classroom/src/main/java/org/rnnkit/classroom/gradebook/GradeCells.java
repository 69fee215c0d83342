package org.rnnkit.classroom.gradebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.grader.report.FeedbackDetail;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.format.ReportFiles;

/** The cells of a roster for grades and comments, and the pages that the students get. */
final class GradeCells {

    /** The name of the column for the grade, in a list that has none. */
    static final String GRADE = "score";

    private static final String FEEDBACK = "feedback";
    /** The beginning of the kit's comments. Other comments are somebody's own, and stay. */
    private static final String OWN_COMMENT = "RNN Kit: ";

    private final RosterTable table;
    private final RosterColumns columns;
    private final FeedbackDetail detail;
    private final Map<RosterLine, String> pages = new LinkedHashMap<>();
    private final List<String> locked = new ArrayList<>();
    private final List<String> changed = new ArrayList<>();
    private final List<String> commented = new ArrayList<>();
    private final List<String> withoutScore = new ArrayList<>();
    private String scale = "";

    GradeCells(RosterTable table, RosterColumns columns, FeedbackDetail detail) {
        this.table = table;
        this.columns = columns.grade() >= 0 ? columns : columns.with(table.addColumn(GRADE), columns.feedback() >= 0
                ? columns.feedback() : table.addColumn(FEEDBACK));
        this.detail = detail;
    }

    /** Fills the cells. Those of a student without a score stay as they are. */
    void fill(RosterMatches matches, Map<String, ClassroomResult> results, MissingGrade missing) {
        matches.submissions().forEach((line, sender) -> {
            ClassroomResult result = results.get(sender.submission());
            if (result == null || result.report() == null) {
                withoutScore.add(line.name() + (result == null ? "" : " (" + result.reason() + ")"));
            } else {
                fill(line, result.report());
            }
        });
        if (missing == MissingGrade.ZERO) {
            matches.missing().forEach(line -> setGrade(line, "0"));
        }
    }

    private void fill(RosterLine line, Report report) {
        Report shown = detail.apply(report);
        pages.put(line, ReportFiles.page(shown));
        String maximum = columns.maximum(table, line.row());
        setGrade(line, Grade.of(report, maximum, columns.kind() == RosterKind.MOODLE_WORKSHEET));
        if (Grade.isScaled(report, maximum)) {
            scale = "Scaled from " + report.getMaxScore() + " points to the gradebook's " + maximum
                    + ", rounded to two decimals, half up.";
        } else if (maximum.isEmpty()) {
            scale = "The roster does not say how many points are possible: the grades are points of " + report.getMaxScore()
                    + ", as they are.";
        }
        if (columns.feedback() >= 0 && !columns.isLocked(table, line.row())) {
            setComment(line, shown);
        }
    }

    private void setGrade(RosterLine line, String grade) {
        String before = table.value(line.row(), columns.grade()).strip();
        if (columns.isLocked(table, line.row())) {
            locked.add(line.name());
        } else {
            if (before.matches(".*\\d.*") && !Grade.isSame(before, grade)) {
                changed.add(line.name() + " from " + before + " to " + grade);
            }
            if (!Grade.isSame(before, grade)) {
                table.set(line.row(), columns.grade(), grade);
            }
        }
    }

    private void setComment(RosterLine line, Report report) {
        String before = table.value(line.row(), columns.feedback()).strip();
        String reasons = Stream.concat(report.decisions().stream(), Stream.of(report.failures()))
                .filter(reason -> !reason.isEmpty()).collect(Collectors.joining("; "));
        String comment = Printable.cell(OWN_COMMENT + report.summary() + ". " + reasons);
        if (!before.isEmpty() && !before.replaceFirst("^(?:<\\w+>)++", "").startsWith(OWN_COMMENT)) {
            commented.add(line.name());
        } else {
            table.set(line.row(), columns.feedback(), columns.kind() == RosterKind.MOODLE_WORKSHEET ? html(comment) : comment);
        }
    }

    /** Moodle reads comments as HTML. */
    private static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Returns the page of each student with a score. */
    Map<RosterLine, String> pages() {
        return pages;
    }

    /** Lists what an instructor should know about the cells, each as a title and names. */
    Map<String, List<String>> notes() {
        Map<String, List<String>> notes = new LinkedHashMap<>();
        notes.put(("Students with a grade: " + pages.size() + ". " + scale).strip(), List.of());
        notes.put("An earlier grade was changed", changed);
        notes.put("Without a score, so the grade stays as it was", withoutScore);
        notes.put("The grade can't be changed, says the roster", locked);
        notes.put("A comment of somebody's own was kept", commented);
        return notes;
    }
}
