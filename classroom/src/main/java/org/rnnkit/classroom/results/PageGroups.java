package org.rnnkit.classroom.results;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.rnnkit.grader.report.PointsOverride;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;

/** The groups of a class, made from its results. */
final class PageGroups {

    private static final String OVERRIDES = "overrides.csv";

    final ClassroomReport classroom;
    private final Function<ClassroomResult, SubmissionRow> rows;
    private final List<PageGroup> groups = new ArrayList<>();

    private PageGroups(ClassroomReport classroom, Function<ClassroomResult, SubmissionRow> rows) {
        this.classroom = classroom;
        this.rows = rows;
    }

    /** Lists what needs a decision, without what a line in the course's files has settled. */
    static List<PageGroup> decisions(ClassroomReport classroom, Function<ClassroomResult, SubmissionRow> rows) {
        PageGroups all = new PageGroups(classroom, rows);
        all.add("not on the roster", "They get no grade. Export the roster again, or name the folder or archive after the "
                + "student's id, email or login.", classroom.results().stream()
                .filter(result -> classroom.strangers().contains(result.name()))
                .map(rows).map(row -> new GroupEntry(row, List.of())));
        all.addWithoutTime();
        all.add("handed in again, with the earlier time of hand-in", "Is the roster outdated? Export it again, or write "
                + "the times into the table that times: in grading.yaml names.",
                classroom.changes().times().stream().map(GroupEntry::new));
        all.add("set aside", "They have no mark because of the grader. Do what the reason says, then run the same command "
                + "again.", all.unscored(ResultKind.SET_ASIDE));
        all.add("not taken", "Their authors have to hand in again: put the new folder or archive into the inbox, with the "
                + "same name. The line gives a mark by hand instead.",
                all.unscored(ResultKind.REFUSED).map(PageGroups::withMark));
        all.add("handed in, and not in the inbox", "The roster has a time of hand-in. Put the submission into the inbox. "
                + "--missing zero gives them no 0; the line gives a mark by hand.",
                all.unscored(ResultKind.NOT_IN_INBOX).map(PageGroups::withMark));
        all.add("not fetched", "Their scores stay open.", all.unscored(ResultKind.NOT_FETCHED));
        all.add("in doubt whose, or which one counts", "Until then, no grade is written. If it is the student's, copy the "
                + "line; else take the submission out of the inbox. Of several hand-ins, the last one on time counts: "
                + "their times must be known and differ.", classroom.doubts().stream()
                .map(doubt -> new GroupEntry(Printable.of(doubt.sentence())).withLine(OVERRIDES, doubt.line())));
        all.add("without a result of the training", "All steps passed and have their points. Give the training more "
                + "time.", all.graded(report -> undecided(report, PointsOverride.TOTAL, report.missingTraining()), "",
                        row -> ""));
        return all.groups;
    }

    /** Lists what is only to know. */
    static List<PageGroup> notes(ClassroomReport classroom, Function<ClassroomResult, SubmissionRow> rows) {
        PageGroups all = new PageGroups(classroom, rows);
        all.add("without a submission or a result", "They are on the roster.", all.unscored(ResultKind.MISSING));
        all.add("with another score than in the last run", "Tell the students if you have published the earlier ones.",
                classroom.changes().marks().stream().map(GroupEntry::new));
        all.add("ignored", "They are in the folder and are no submissions.", all.unscored(ResultKind.IGNORED));
        all.add("not counted", "Another hand-in of the same student counts.",
                all.unscored(ResultKind.NOT_COUNTED));
        all.add("changed by hand, late, or chosen among several", "The reports of the students say so, too.",
                all.graded(Report::decisions, "", row -> ""));
        return all.groups;
    }

    private void add(String title, String advice, Stream<GroupEntry> found) {
        List<GroupEntry> entries = found.toList();
        if (!entries.isEmpty()) {
            groups.add(new PageGroup(entries.size() + " " + title, advice, CutList.of(entries)));
        }
    }

    private Stream<GroupEntry> unscored(ResultKind kind) {
        return classroom.results().stream().filter(result -> result.kind() == kind && result.report() == null)
                .map(rows)
                .map(row -> new GroupEntry(row.name(), "", List.of(row.reason()), "", ""));
    }

    /** Makes an entry for each report about which there is something to say. */
    private Stream<GroupEntry> graded(Function<Report, List<String>> texts, String file, Function<SubmissionRow, String> line) {
        return classroom.results().stream().filter(result -> result.report() != null).flatMap(result -> {
            List<String> said = safely(() -> texts.apply(result.report()));
            SubmissionRow row = rows.apply(result);
            return said.isEmpty() ? Stream.empty() : Stream.of(new GroupEntry(row, said).withLine(file, line.apply(row)));
        });
    }

    /** A report that can't be read affects its own submission only. */
    private static <T> List<T> safely(Supplier<List<T>> part) {
        try {
            return part.get();
        } catch (RuntimeException | StackOverflowError unreadable) {
            return List.of();
        }
    }

    /** Returns what there is to say, unless the instructor has changed these points or the total, or has commented them. */
    private static List<String> undecided(Report report, String target, String... texts) {
        boolean decided = report.overrides().stream()
                .anyMatch(change -> change.step().equals(target) || change.step().equals(PointsOverride.TOTAL));
        return decided ? List.of() : Stream.of(texts).filter(text -> !text.isEmpty()).toList();
    }

    /** Adds those whose time of hand-in decides about a grade. */
    private void addWithoutTime() {
        List<String> strangers = classroom.strangers().stream().map(Printable::of).toList();
        add("without a time of hand-in", "No gradebook is written until each one of a student on the roster has a "
                + "line in the table that times: in grading.yaml names. In the place of TIME write when it was handed in, "
                + "such as 2026-12-01T18:00:00+01:00, or the words on time. The lines late: {unknown: on time} in "
                + "grading.yaml say that all of them are in time, except those that a platform marks as late.",
                graded(report -> report.needsTime() ? List.of(report.late().message()) : List.of(), "times.csv",
                        row -> ScoresTable.line(row.name(), "TIME"))
                        .filter(entry -> !strangers.contains(entry.name())));
    }

    private static String override(SubmissionRow row, String target, String points) {
        return override(row.name(), target, points);
    }

    private static String override(String name, String target, String points) {
        return ScoresTable.line(name, target, points, "REASON", "YOUR NAME");
    }

    /** Adds the line that gives a mark by hand. */
    private static GroupEntry withMark(GroupEntry entry) {
        return entry.withLine(OVERRIDES, override(entry.name(), PointsOverride.TOTAL, "POINTS"));
    }
}
