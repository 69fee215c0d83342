package org.rnnkit.classroom.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The authors of a submission and the time of the hand-in, as far as the learning platform tells them.
 *
 * @param students the authors; several for a group
 * @param time the time of the hand-in; empty if unknown
 * @param late whether the platform says that it came late
 */
public record HandIn(List<Student> students, Optional<Instant> time, boolean late) {

    /**
     * An author of a submission.
     *
     * @param name the name as the platform writes it, such as "Ada Lovelace" or "lovelaceada"; the name of the upload if no
     *     platform has written it
     * @param id the number on the platform (Moodle's participant, Canvas's ID, Gradescope's SID); empty if unknown
     */
    public record Student(String name, String id) {}

    /**
     * Makes the hand-in of one student on a platform.
     *
     * @param student the name
     * @param id the number on the platform
     * @param late whether the platform says that it came late
     * @return the hand-in
     */
    public static HandIn of(String student, String id, boolean late) {
        return new HandIn(List.of(new Student(student, id)), Optional.empty(), late);
    }

    /**
     * Makes the hand-in of somebody of whom only a name is known.
     *
     * @param name the name
     * @return the hand-in
     */
    public static HandIn unknown(String name) {
        return of(name, "", false);
    }

    /** Tells whether a platform has named the author. */
    boolean isFromPlatform() {
        return students.stream().anyMatch(student -> !student.id().isEmpty());
    }

    /**
     * Returns the name for the results. It is the same for each upload of a student, also if the file has another name.
     *
     * @return the students and, if they are known, the numbers
     */
    public String key() {
        String names = students.stream().map(Student::name).collect(Collectors.joining(", "));
        String ids = students.stream().map(Student::id).filter(id -> !id.isEmpty()).collect(Collectors.joining(", "));
        return ids.isEmpty() || names.endsWith(ids) ? names : names + "_" + ids;
    }
}
