package org.rnnkit.classroom.inbox;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.rnnkit.classroom.inbox.ClassroomSubmission.HandIn.Student;
import org.rnnkit.grader.marking.Marking.HandInTime;
import org.rnnkit.grader.marking.Marking.HandInTime.Source;
import org.rnnkit.grader.submission.Intake.EntryKind;

/**
 * One submission of a class.
 *
 * @param name the submission's name in the results, which is also that of its folder there
 * @param paths the folders, archives and files that were handed in, usually one; empty if it could not be fetched
 * @param readings the hand-ins that the name of the upload can mean; several if it is not clear whose it is
 * @param notFetched the reason why it could not be fetched from the student's repository; empty if it is here
 */
public record ClassroomSubmission(String name, List<Path> paths, List<HandIn> readings, String notFetched) {

    /**
     * Makes the hand-in of a file or folder that no platform has named. The student is the name without the ending of an
     * archive: a student who hands in again, packed in another way, keeps the name.
     */
    static HandIn plain(Path path) {
        String name = path.getFileName().toString();
        return HandIn.unknown(EntryKind.of(path) == EntryKind.FOLDER ? name : EntryKind.withoutArchiveEnding(name));
    }

    /** Returns the students and the time; only the name of the upload if it is not clear whose it is. */
    public HandIn handIn() {
        return readings.size() == 1 ? readings.get(0) : plain(paths.get(0));
    }

    /** Adds the time of hand-in, if it is clear whose submission it is and the platform has put no time beside it. */
    public ClassroomSubmission withTime(HandInTime time) {
        if (readings.size() != 1 || handIn().time().time() != null) {
            return this;
        }
        HandIn known = new HandIn(handIn().students(), time);
        return new ClassroomSubmission(name, paths, List.of(known), notFetched);
    }

    /**
     * Returns the reason why a submission is refused whose name has several readings; empty if it is clear whose it is. It
     * would otherwise cost another student the mark.
     */
    public String doubt() {
        return readings.size() == 1 ? "" : "It is not clear whose upload this is. Its name can mean " + readings.stream()
                .flatMap(reading -> reading.students().stream())
                .map(student -> "\"" + student.name() + "\" with the number " + student.id())
                .collect(Collectors.joining(" or ")) + ". Look on the platform whose it is, give it a name like that of the "
                + "others, and run the same command again; or give the roster with --roster.";
    }

    /**
     * Tells whether the name in the results is not that of the student or upload, because that is no valid name for a
     * folder on every system, or means the same folder as another submission's.
     */
    public boolean isRenamed() {
        return !name.equals(handIn().key());
    }

    /**
     * The authors of a submission and the time of the hand-in, as far as the learning platform tells them.
     *
     * @param students the authors; several for a group
     * @param time what the platform says about the time of the hand-in
     */
    public record HandIn(List<Student> students, HandInTime time) {

        /**
         * An author of a submission.
         *
         * @param name the name as the platform writes it, such as "Ada Lovelace" or "lovelaceada"; the name of the upload if no
         *     platform has written it
         * @param id the number on the platform (Moodle's participant, Canvas's ID, Gradescope's SID); empty if unknown
         */
        public record Student(String name, String id) {}

        /** Makes the hand-in of one student on a platform. */
        public static HandIn of(String student, String id, Source mark) {
            return new HandIn(List.of(new Student(student, id)), new HandInTime(null, mark));
        }

        /** Makes the hand-in of somebody of whom only a name is known. */
        public static HandIn unknown(String name) {
            return of(name, "", Source.NONE);
        }

        /** Tells whether a platform has named the author. */
        boolean isFromPlatform() {
            return students.stream().anyMatch(student -> !student.id().isEmpty());
        }

        /**
         * Returns the name for the results: the students and, if they are known, the numbers. It is the same for each
         * upload of a student, also if the file has another name.
         */
        public String key() {
            String names = students.stream().map(Student::name).collect(Collectors.joining(", "));
            String ids = students.stream().map(Student::id).filter(id -> !id.isEmpty()).collect(Collectors.joining(", "));
            return ids.isEmpty() || names.endsWith(ids) ? names : names + "_" + ids;
        }
    }
}
