package org.rnnkit.classroom.results;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.rnnkit.classroom.results.ClassroomFile.Changes;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.Report.ExtraPoints;
import org.rnnkit.grader.report.Report.PointsOverride;
import org.rnnkit.grader.report.TrainingReport;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.testkit.steps.Step;

/**
 * The report about a whole class: its results, and the files that show them. Each submission has its own report besides.
 *
 * @param steps the steps that were graded
 * @param results the results of all submissions, in the order of the table
 * @param doubts for each submission that may belong to several students, or not only to its own, a sentence
 * @param strangers the names of the submissions of people who are not on the roster
 * @param changes what is another one than in the last run
 * @param state the state of the grading
 */
public record ClassroomReport(ClassroomSteps steps, List<ClassroomResult> results, List<String> doubts,
        List<String> strangers, Changes changes, ClassroomState state) {

    /** Writes the table and the page, each completely or not at all, and returns the path of the page. */
    public Path write(Path folder) {
        ClassroomTables.write(this, folder);
        return ClassroomPage.write(this, folder);
    }

    /**
     * The steps that a class was graded in.
     *
     * @param bonus the bonus steps; empty if they were not graded
     */
    public record ClassroomSteps(List<Step> steps, List<Step> bonus) {

        public static ClassroomSteps of(Kit kit) {
            return new ClassroomSteps(kit.steps(), kit.bonus());
        }

        List<Step> all() {
            return Stream.concat(steps.stream(), bonus.stream()).toList();
        }
    }

    /**
     * The state of a class's grading when the table and the page were written.
     *
     * @param phase whether the grading runs, was interrupted, or is complete
     */
    public record ClassroomState(Phase phase, ZonedDateTime written) {

        /** The time between two versions of the page while the class is graded. */
        public static final Duration INTERVAL = Duration.ofSeconds(5);

        private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z", Locale.ROOT);

        /** The phases of a class's grading. */
        public enum Phase {
            /** Submissions are being graded. */
            RUNNING,
            /** The user has stopped the grading before its end. */
            INTERRUPTED,
            /** Every submission has its final result. */
            COMPLETE
        }

        /** Returns the state of a class that is graded completely now. */
        public static ClassroomState complete() {
            return now(Phase.COMPLETE);
        }

        public static ClassroomState now(Phase phase) {
            return new ClassroomState(phase, ZonedDateTime.now());
        }

        /** Returns the number of seconds after which the page loads itself again; 0 if it stays as it is. */
        public int refreshSeconds() {
            return phase == Phase.RUNNING ? (int) INTERVAL.toSeconds() : 0;
        }

        /** Says when the page was written and whether it is complete. */
        public String sentence() {
            String time = written.format(TIME);
            return switch (phase) {
                case RUNNING -> "Not complete: the class is being graded. Written at " + time + ". This page loads itself "
                        + "again every " + INTERVAL.toSeconds() + " seconds. If this time stays the same for a minute, the "
                        + "grading was interrupted: the same command continues it.";
                case INTERRUPTED -> "Not complete: the grading was interrupted at " + time + ". The same command continues it.";
                case COMPLETE -> "Written at " + time + ".";
            };
        }
    }

    /** The table of a class for a spreadsheet: the scores, with a line for each submission. */
    public static final class ClassroomTables {

        /** The file name of the table of scores. */
        public static final String SCORES = "scores.csv";

        private ClassroomTables() {}

        /** Writes the table to a folder. */
        static void write(ClassroomReport report, Path folder) {
            OutputFile.write(scores(report.results(), report.steps().steps(), report.steps().bonus()), folder.resolve(SCORES));
        }

        /** Makes a line for a table that the instructor writes. The person's name is written as in the table of scores. */
        public static String line(String name, Object... cells) {
            return CSVFormat.RFC4180.format(Stream.concat(Stream.of(Printable.cell(name)), Stream.of(cells)).toArray());
        }

        private static String csv(List<String> header, List<List<Object>> lines) {
            StringWriter text = new StringWriter();
            try (CSVPrinter printer = CSVFormat.RFC4180.builder().setHeader(header.toArray(String[]::new)).get().print(text)) {
                printer.printRecords(lines);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return text.toString();
        }

        /**
         * Makes the text of the table of scores. The bonus steps have their own columns, with their own sum, after the other
         * steps: they do not count in the total.
         */
        static String scores(List<ClassroomResult> results, List<Step> steps, List<Step> bonus) {
            List<String> header = new ArrayList<>(List.of("name", "total", "max"));
            steps.forEach(step -> header.addAll(columns(step)));
            if (!bonus.isEmpty()) {
                header.add("bonus");
                bonus.forEach(step -> header.addAll(columns(step)));
            }
            header.addAll(List.of("extras", "perplexity", "held-out perplexity", "late", "overrides", "message"));
            return csv(header, results.stream().map(result -> line(result, steps, bonus, header.size())).toList());
        }

        private static List<String> columns(Step step) {
            return List.of(step.id(), step.id() + " status");
        }

        /**
         * Makes a line. Parts of a class that was graded in several may lack steps, such as the bonus steps, that others have.
         */
        private static List<Object> line(ClassroomResult result, List<Step> steps, List<Step> bonus, int columns) {
            List<Object> cells = new ArrayList<>();
            cells.add(Printable.cell(result.name()));
            Report report = result.report();
            if (report == null) {
                cells.addAll(Collections.nCopies(columns - 2, ""));
                cells.add(Printable.cell(result.reason()));
                return cells;
            }
            cells.add(report.getScore());
            cells.add(report.getMaxScore());
            steps.forEach(step -> cells.addAll(marks(step, report)));
            if (!bonus.isEmpty()) {
                cells.add(report.bonus().isEmpty() ? "" : report.getBonusScore());
                bonus.forEach(step -> cells.addAll(marks(step, report)));
            }
            cells.add(report.extras().stream().mapToInt(ExtraPoints::score).sum());
            cells.addAll(training(report.training()));
            cells.add(Printable.cell(report.late() == null ? "" : report.late().message()));
            cells.add(Printable.cell(report.overrides().stream().map(PointsOverride::summary)
                    .collect(Collectors.joining(" | "))));
            cells.add(Printable.cell(report.failures()));
            return cells;
        }

        private static List<Object> marks(Step step, Report report) {
            return report.allSteps().stream().filter(one -> one.id().equals(step.id())).findFirst()
                    .map(one -> List.<Object>of(one.score(), one.status().word())).orElse(List.of("", ""));
        }

        private static List<Object> training(TrainingReport training) {
            return training == null ? List.of("", "")
                    : List.of(training.perplexity(), Objects.requireNonNullElse(training.heldOutPerplexity(), ""));
        }
    }
}
