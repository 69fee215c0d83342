package org.rnnkit.classroom.results;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.rnnkit.classroom.results.ClassroomFile.Changes;
import org.rnnkit.classroom.samework.SameWork;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Misconception.FailureMessages;
import org.rnnkit.testkit.steps.Step;

/**
 * The report about a whole class: its results, and the files that show them. Each submission has its own report besides.
 *
 * @param steps the steps that were graded
 * @param results the results of all submissions, in the order of the table
 * @param sameWork the submissions with equal files
 * @param doubts for each submission that may belong to several students, or not only to its own, a sentence
 * @param strangers the names of the submissions of people who are not on the roster
 * @param changes what is another one than in the last run
 * @param state the state of the grading
 */
public record ClassroomReport(ClassroomSteps steps, List<ClassroomResult> results, List<SameWork> sameWork,
        List<String> doubts, List<String> strangers, Changes changes, ClassroomState state) {

    /** Writes the tables and the page, each completely or not at all, and returns the path of the page. */
    public Path write(Path folder) {
        ClassroomTables.write(this, folder);
        return ClassroomPage.write(this, folder);
    }

    /**
     * The steps that a class was graded in.
     *
     * @param steps the steps
     * @param bonus the bonus steps; empty if they were not graded
     * @param messages the messages of wrong solutions with the misconceptions behind them
     */
    public record ClassroomSteps(List<Step> steps, List<Step> bonus, FailureMessages messages) {

        public static ClassroomSteps of(Kit kit) {
            return new ClassroomSteps(kit.steps(), kit.bonus(), FailureMessages.read(kit.layout(), kit.graded()));
        }

        List<Step> all() {
            return Stream.concat(steps.stream(), bonus.stream()).toList();
        }
    }

    /**
     * The state of a class's grading when the table and the page were written.
     *
     * @param phase whether the grading runs, was interrupted, or is complete
     * @param written the time when they were written
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
}
