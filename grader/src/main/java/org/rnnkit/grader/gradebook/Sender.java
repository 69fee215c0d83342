package org.rnnkit.grader.gradebook;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.grader.classroom.ClassSubmission;

/**
 * A person who handed in a submission, as the submission's name tells. A submission of a group has several.
 *
 * @param submission the submission's name in the results
 * @param uploads the names of the folders and files that were handed in
 * @param student the person's name; the submission's name if nothing else is known
 * @param id the number that the platform gave the person; empty if it is not known
 */
record Sender(String submission, List<String> uploads, String student, String id) {

    /** Gradescope's groups: names and identifiers of all members, in the same order. */
    private static final String BETWEEN_MEMBERS = ", ";

    /** Lists the people who handed in a submission. */
    static Stream<Sender> of(ClassSubmission submission) {
        List<String> uploads = submission.paths().stream().map(path -> path.getFileName().toString()).toList();
        List<String> students = split(submission.handIn().student());
        List<String> ids = split(submission.handIn().id());
        return ids.size() > 1 && ids.size() == students.size()
                ? IntStream.range(0, ids.size())
                        .mapToObj(i -> new Sender(submission.name(), uploads, students.get(i), ids.get(i)))
                : Stream.of(new Sender(submission.name(), uploads, submission.handIn().student(), submission.handIn().id()));
    }

    private static List<String> split(String members) {
        return Arrays.asList(members.split(BETWEEN_MEMBERS));
    }
}
