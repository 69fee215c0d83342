package org.rnnkit.classroom.results;

/** The phases of a class's grading. */
public enum ClassroomPhase {
    /** Submissions are being graded. */
    RUNNING,
    /** The user has stopped the grading before its end. */
    INTERRUPTED,
    /** Every submission has its final result. */
    COMPLETE
}
