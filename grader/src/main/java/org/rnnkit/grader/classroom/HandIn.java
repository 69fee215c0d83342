package org.rnnkit.grader.classroom;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The author of a submission and the time of the hand-in, as far as the learning platform's name for the upload tells them.
 *
 * @param student the student's name as the platform writes it, such as "Ada Lovelace" or "lovelaceada"; for a name in no
 *     known form the whole name
 * @param id the student's number on the platform (Moodle's participant, Canvas's ID, Gradescope's SID); empty if unknown
 * @param time the time of the hand-in; empty if unknown
 * @param late whether the platform says that it came late
 */
public record HandIn(String student, String id, Optional<Instant> time, boolean late) {

    private static final Pattern MOODLE_ANONYMOUS = Pattern.compile("(Participant)[ _](?<id>\\d+)_assignsubmission_.*");
    private static final Pattern MOODLE = Pattern.compile("(?<student>.+?)_(?<id>\\d+)_assignsubmission_.*");
    private static final Pattern CANVAS = Pattern.compile("(?<student>[^_]+)(?<late>_LATE)?_(?<id>\\d+)_\\d+_.+");
    private static final Pattern CANVAS_TEXT = Pattern.compile("(?<student>[^_]+)(?<late>_LATE)?_(?<id>\\d+)_text\\.html");
    private static final Pattern CANVAS_ANONYMOUS = Pattern.compile(
            "(?<student>anon_(?<id>[A-Za-z0-9]+))(?<late>_LATE)?_\\d+_.+");

    /** Reads the name of an upload. Canvas names files, Moodle names files or folders. */
    static HandIn of(String name, boolean isFile) {
        Matcher anonymous = MOODLE_ANONYMOUS.matcher(name);
        if (anonymous.matches()) {
            return new HandIn("Participant " + anonymous.group("id"), anonymous.group("id"), Optional.empty(), false);
        }
        Matcher moodle = MOODLE.matcher(name);
        if (moodle.matches()) {
            return new HandIn(moodle.group("student").strip(), moodle.group("id"), Optional.empty(), false);
        }
        for (Pattern canvas : new Pattern[] {CANVAS_ANONYMOUS, CANVAS_TEXT, CANVAS}) {
            Matcher found = canvas.matcher(name);
            if (isFile && found.matches()) {
                return new HandIn(found.group("student"), found.group("id"), Optional.empty(), found.group("late") != null);
            }
        }
        return unknown(name);
    }

    /** Reads the name of a file or folder. */
    static HandIn of(Path upload, boolean isFile) {
        return of(upload.getFileName().toString(), isFile);
    }

    /** Makes the hand-in of somebody of whom only a name is known. */
    static HandIn unknown(String name) {
        return new HandIn(name, "", Optional.empty(), false);
    }

    /** Tells whether the name of the upload was in a platform's form. */
    boolean isFromPlatform() {
        return !id.isEmpty();
    }

    /**
     * Returns the name for the results. It is the same for each upload of a student, also if the file has another name.
     *
     * @return the student and, if it is known, the id
     */
    public String key() {
        return isFromPlatform() && !student.endsWith(id) ? student + "_" + id : student;
    }
}
