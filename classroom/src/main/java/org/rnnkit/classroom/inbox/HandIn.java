package org.rnnkit.classroom.inbox;

import org.rnnkit.grader.marking.HandInTime;
import org.rnnkit.grader.marking.TimeSource;

/**
 * What the name of an upload says.
 *
 * @param student the student as the platform writes the name, such as "Ada Lovelace" or "lovelaceada"; the name of the upload
 *     if no platform has written it
 * @param number the student's number on the platform (Moodle's participant, Canvas's ID); empty if no platform has written it
 * @param time what the platform says about the time of the hand-in
 */
public record HandIn(String student, String number, HandInTime time) {

    static HandIn of(String student, String number, TimeSource mark) {
        return new HandIn(student, number, new HandInTime(null, mark));
    }

    /** Makes the hand-in of an upload that no platform has named. */
    public static HandIn unknown(String name) {
        return of(name, "", TimeSource.NONE);
    }

    /** Tells whether a platform has named the student. */
    public boolean isFromPlatform() {
        return !number.isEmpty();
    }

    /**
     * Returns the name for the results: the student and the number, if it is known. It is the same for each upload of a
     * student, also if the file has another name.
     */
    public String key() {
        return isFromPlatform() ? student + "_" + number : student;
    }
}
