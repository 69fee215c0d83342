package org.rnnkit.classroom.results;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The state of a class's grading when the table and the page were written.
 *
 * @param phase whether the grading runs, was interrupted, or is complete
 */
public record ClassroomState(ClassroomPhase phase, ZonedDateTime written) {

    /** The time between two versions of the page while the class is graded. */
    public static final Duration INTERVAL = Duration.ofSeconds(5);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z", Locale.ROOT);

    /** Returns the state of a class that is graded completely now. */
    public static ClassroomState complete() {
        return now(ClassroomPhase.COMPLETE);
    }

    public static ClassroomState now(ClassroomPhase phase) {
        return new ClassroomState(phase, ZonedDateTime.now());
    }

    /** Returns the number of seconds after which the page loads itself again; 0 if it stays as it is. */
    public int refreshSeconds() {
        return phase == ClassroomPhase.RUNNING ? (int) INTERVAL.toSeconds() : 0;
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
