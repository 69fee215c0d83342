package org.rnnkit.classroom.results;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.rnnkit.classroom.results.ClassroomResult.Kind;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.Report.PointsOverride;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepReport.CheckStatus;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.grader.report.StepReport.TestReport;

/**
 * Submissions that an instructor should look at for the same reason.
 *
 * @param title the reason, with the number of submissions
 * @param advice what to do about them
 */
public record PageGroup(String title, String advice, CutList<Entry> entries) {

    /**
     * A submission, or several that belong together.
     *
     * @param link the address of the report; empty if there is none
     * @param texts what there is to know
     * @param file the name of the course's file in which a line settles it; empty if none does
     * @param line this line, to copy; its words in capitals have to be replaced
     */
    public record Entry(String name, String link, List<String> texts, String file, String line) {

        private Entry(String sentence) {
            this(Printable.of(sentence), "", List.of(), "", "");
        }

        Entry(SubmissionRow row, List<String> texts) {
            this(row.name(), row.link(), texts, "", "");
        }

        private Entry withLine(String inFile, String toCopy) {
            return new Entry(name, link, texts, inFile, toCopy);
        }
    }

    /** The groups of a class, made from its results. */
    static final class Groups {

        private static final String OVERRIDES = "overrides.csv";

        private final ClassroomReport classroom;
        private final Function<ClassroomResult, SubmissionRow> rows;
        private final List<PageGroup> groups = new ArrayList<>();

        private Groups(ClassroomReport classroom, Function<ClassroomResult, SubmissionRow> rows) {
            this.classroom = classroom;
            this.rows = rows;
        }

        /** Lists what needs a decision, without what a line in the course's files has settled. */
        static List<PageGroup> decisions(ClassroomReport classroom, Function<ClassroomResult, SubmissionRow> rows) {
            Groups all = new Groups(classroom, rows);
            all.add("not on the roster", "They get no grade. Export the roster again, or name the folder or archive after the "
                    + "student's id, email or login.", classroom.results().stream()
                    .filter(result -> classroom.strangers().contains(result.name()))
                    .map(rows).map(row -> new Entry(row, List.of())));
            all.addWithoutTime();
            all.add("handed in again, with the earlier time of hand-in", "Is the roster outdated? Export it again, or write "
                    + "the times into the table that times: in grading.yaml names.",
                    classroom.changes().times().stream().map(Entry::new));
            all.add("set aside", "They have no mark because of the grader. Do what the reason says, then run the same command "
                    + "again.", all.unscored(Kind.SET_ASIDE));
            all.add("not taken", "Their authors have to hand in again: put the new folder or archive into the inbox, with the "
                    + "same name. The line gives a mark by hand instead.",
                    all.unscored(Kind.REFUSED).map(Groups::withMark));
            all.add("handed in, and not in the inbox", "The roster has a time of hand-in. Put the submission into the inbox. "
                    + "--missing zero gives them no 0; the line gives a mark by hand.",
                    all.unscored(Kind.NOT_IN_INBOX).map(Groups::withMark));
            all.add("not fetched", "Their scores stay open.", all.unscored(Kind.NOT_FETCHED));
            all.add("in doubt whose, or which one counts", "Until then, no grade is written. If it is the student's, copy the "
                    + "line; else take the submission out of the inbox. Of several hand-ins, the last one on time counts: "
                    + "their times must be known and differ.", classroom.doubts().stream()
                    .map(doubt -> new Entry(Printable.of(doubt.sentence())).withLine(OVERRIDES, doubt.line())));
            all.addSteps();
            all.add("without a result of the training", "All steps passed and have their points. Give the training more "
                    + "time.", all.graded(report -> undecided(report, PointsOverride.TOTAL, report.missingTraining()), "",
                            row -> ""));
            return all.groups;
        }

        /** Lists what is only to know. */
        static List<PageGroup> notes(ClassroomReport classroom, Function<ClassroomResult, SubmissionRow> rows) {
            Groups all = new Groups(classroom, rows);
            all.add("without a submission or a result", "They are on the roster.", all.unscored(Kind.MISSING));
            all.add("with another score than in the last run", "Tell the students if you have published the earlier ones.",
                    classroom.changes().marks().stream().map(Entry::new));
            all.add("ignored", "They are in the folder and are no submissions.", all.unscored(Kind.IGNORED));
            all.add("not counted", "Another hand-in of the same student counts.",
                    all.unscored(Kind.NOT_COUNTED));
            all.add("changed by hand, late, or chosen among several", "The reports of the students say so, too.",
                    all.graded(Report::decisions, "", row -> ""));
            return all.groups;
        }

        private void add(String title, String advice, Stream<Entry> found) {
            List<Entry> entries = found.toList();
            if (!entries.isEmpty()) {
                groups.add(new PageGroup(entries.size() + " " + title, advice, CutList.of(entries)));
            }
        }

        private Stream<Entry> unscored(Kind kind) {
            return classroom.results().stream().filter(result -> result.kind() == kind && result.report() == null)
                    .map(rows)
                    .map(row -> new Entry(row.name(), "", List.of(row.reason()), "", ""));
        }

        /** Makes an entry for each report about which there is something to say. */
        private Stream<Entry> graded(Function<Report, List<String>> texts, String file, Function<SubmissionRow, String> line) {
            return classroom.results().stream().filter(result -> result.report() != null).flatMap(result -> {
                List<String> said = safely(() -> texts.apply(result.report()));
                SubmissionRow row = rows.apply(result);
                return said.isEmpty() ? Stream.empty() : Stream.of(new Entry(row, said).withLine(file, line.apply(row)));
            });
        }

        /** What can't be read of one submission's report is missing only there. */
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

        /** Adds the steps of which only the independent check failed: tests and check contradict each other. */
        private void addSteps() {
            add("steps that only the independent check rejects", "Read the code: it recognises the tests, or it is wrong in a "
                    + "case that they don't reach.", classroom.results().stream().filter(result -> result.report() != null)
                    .flatMap(result -> result.report().allSteps().stream().filter(Groups::isContradicted)
                            .filter(step -> !undecided(result.report(), step.id(), step.id()).isEmpty())
                            .map(step -> new Entry(rows.apply(result), List.of("Step " + step.number() + ": "
                                    + step.check().message())).withLine(OVERRIDES,
                                    override(rows.apply(result), String.valueOf(step.number()),
                                            "POINTS")))));
        }

        private static boolean isContradicted(StepReport step) {
            return step.status() == StepStatus.FAILED && step.check().status() == CheckStatus.FAILED && !step.tests().isEmpty()
                    && step.tests().stream().allMatch(TestReport::passed);
        }

        private static String override(SubmissionRow row, String target, String points) {
            return override(row.name(), target, points);
        }

        private static String override(String name, String target, String points) {
            return ScoresTable.line(name, target, points, "REASON", "YOUR NAME");
        }

        /** Adds the line that gives a mark by hand. */
        private static Entry withMark(Entry entry) {
            return entry.withLine(OVERRIDES, override(entry.name(), PointsOverride.TOTAL, "POINTS"));
        }
    }
}
