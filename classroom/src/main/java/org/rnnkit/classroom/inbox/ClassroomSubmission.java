package org.rnnkit.classroom.inbox;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.rnnkit.grader.marking.HandInTime;
import org.rnnkit.grader.submission.EntryKind;

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

    /** Returns the student and the time; only the name of the upload if it is not clear whose it is. */
    public HandIn handIn() {
        return readings.size() == 1 ? readings.get(0) : plain(paths.get(0));
    }

    /** Adds the time of hand-in, if it is clear whose submission it is. */
    public ClassroomSubmission withTime(HandInTime time) {
        return readings.size() != 1 ? this : new ClassroomSubmission(name, paths,
                List.of(new HandIn(handIn().student(), handIn().number(), time)), notFetched);
    }

    /**
     * Returns the reason why a submission is refused whose name has several readings; empty if it is clear whose it is. It
     * would otherwise cost another student the mark.
     */
    public String doubt() {
        return readings.size() == 1 ? "" : "It is not clear whose upload this is. Its name can mean " + readings.stream()
                .map(reading -> "\"" + reading.student() + "\" with the number " + reading.number())
                .collect(Collectors.joining(" or ")) + ". Look on the platform whose it is, give it a name like that of the "
                + "others, and run the same command again.";
    }

    /**
     * Tells whether the name in the results is not that of the student or upload, because that is no valid name for a
     * folder on every system, or means the same folder as another submission's.
     */
    public boolean isRenamed() {
        return !name.equals(handIn().key());
    }
}
