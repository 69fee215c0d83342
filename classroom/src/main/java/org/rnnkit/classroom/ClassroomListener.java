package org.rnnkit.classroom;

import org.rnnkit.classroom.results.ClassroomResult;

/** A listener to the grading of a class. Its methods are called by several threads at the same time. */
public interface ClassroomListener {

    /** Receives that the grading has begun: from now on, no other grader writes to the folder for the results. */
    default void begun() {}

    /** Receives that the grading of a submission has begun. */
    default void started(String name) {}

    /** Receives the result of a submission. */
    default void finished(ClassroomResult result) {}
}
