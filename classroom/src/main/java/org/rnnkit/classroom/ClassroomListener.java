package org.rnnkit.classroom;

import java.util.List;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.grader.submission.Submission;

/** A listener to the grading of a class. Its methods are called by several threads at the same time. */
public interface ClassroomListener {

    /** Receives that the grading has begun: from now on, no other grader writes to the folder for the results. */
    default void begun() {}

    /**
     * Receives that the grading of a submission has begun.
     *
     * @param name the submission's name
     */
    default void started(String name) {}

    /**
     * Receives a submission that was read, before it is graded.
     *
     * @param submission the submission
     */
    default void taken(Submission submission) {}

    /**
     * Receives the result of a submission.
     *
     * @param result the result
     */
    default void finished(ClassroomResult result) {}

    /**
     * Joins listeners to one.
     *
     * @param listeners the listeners
     * @return a listener that passes everything on to each of them
     */
    static ClassroomListener all(ClassroomListener... listeners) {
        List<ClassroomListener> each = List.of(listeners);
        return new ClassroomListener() {
            @Override
            public void begun() {
                each.forEach(ClassroomListener::begun);
            }

            @Override
            public void started(String name) {
                each.forEach(listener -> listener.started(name));
            }

            @Override
            public void taken(Submission submission) {
                each.forEach(listener -> listener.taken(submission));
            }

            @Override
            public void finished(ClassroomResult result) {
                each.forEach(listener -> listener.finished(result));
            }
        };
    }
}
