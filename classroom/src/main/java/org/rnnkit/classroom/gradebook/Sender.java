package org.rnnkit.classroom.gradebook;

import java.util.List;
import java.util.stream.Stream;
import org.rnnkit.classroom.inbox.ClassroomSubmission;

/**
 * A person who handed in a submission, as the submission's name tells. A submission of a group has several.
 *
 * @param submission the submission's name in the results
 * @param uploads the names of the folders and files that were handed in
 * @param student the person's name; the submission's name if nothing else is known
 * @param id the number that the platform gave the person; empty if it is not known
 */
record Sender(String submission, List<String> uploads, String student, String id) {

    /** Lists the people who handed in a submission; if it is not clear who did, all who may have. */
    static Stream<Sender> of(ClassroomSubmission submission) {
        List<String> uploads = submission.paths().stream().map(path -> path.getFileName().toString()).toList();
        return submission.readings().stream().flatMap(reading -> reading.students().stream())
                .map(student -> new Sender(submission.name(), uploads, student.name(), student.id()));
    }
}
