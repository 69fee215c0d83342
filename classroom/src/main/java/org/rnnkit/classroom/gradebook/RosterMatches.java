package org.rnnkit.classroom.gradebook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.rnnkit.classroom.inbox.ClassroomSubmission;
import org.rnnkit.classroom.inbox.HandIn;

/**
 * The students of a roster and their hand-ins. One key joins both: the number in the name that a platform gave to an upload, or
 * else the upload's whole name, which is an identifier, an e-mail address or a login of the student. Nothing is guessed.
 */
final class RosterMatches {

    private final List<Student> students;
    private final Map<Student, List<ClassroomSubmission>> handIns = new HashMap<>();
    /** The students of whom nobody knows whether a submission is theirs. None of them has handed in nothing. */
    private final Set<Student> contested = new HashSet<>();
    private final List<String> strangers = new ArrayList<>();
    private final Map<String, String> unclear = new TreeMap<>();
    private final Map<String, String> doubts = new LinkedHashMap<>();

    RosterMatches(List<Student> students, List<ClassroomSubmission> submissions) {
        this.students = students;
        submissions.forEach(this::add);
        for (Student student : students) {
            handIns(student).forEach(submission -> doubt(student, submission.handIn())
                    .ifPresent(reason -> doubts.put(submission.name(), reason)));
        }
    }

    private void add(ClassroomSubmission submission) {
        List<Student> found = submission.readings().stream().flatMap(handIn -> withKey(handIn).stream()).distinct().toList();
        if (found.size() > 1 || submission.readings().size() > 1) {
            contested.addAll(found);
            unclear.put(submission.name(), found.isEmpty() ? "may belong to several people, nobody of them on the roster"
                    : "may belong to " + found.stream().map(Student::words).collect(Collectors.joining(" or ")));
        } else if (found.isEmpty()) {
            strangers.add(submission.name());
        } else {
            handIns.computeIfAbsent(found.get(0), key -> new ArrayList<>()).add(submission);
        }
    }

    private List<Student> withKey(HandIn handIn) {
        return students.stream().filter(student -> handIn.isFromPlatform() ? student.number().equals(handIn.number())
                : student.isCalled(handIn.student())).toList();
    }

    /** Says why a hand-in may be somebody else's, although its key is the student's. */
    private static Optional<String> doubt(Student student, HandIn handIn) {
        if (!student.isConfirmedBy(handIn)) {
            return Optional.of("The upload has the name " + handIn.student() + ", and the number " + handIn.number()
                    + " is that of " + student.name() + " on the roster");
        }
        return student.handedInNothing() && handIn.isFromPlatform()
                ? Optional.of("The roster says \"No submission\" of " + student.name()) : Optional.empty();
    }

    /** Lists the hand-ins of a student. */
    List<ClassroomSubmission> handIns(Student student) {
        return handIns.getOrDefault(student, List.of());
    }

    /** Lists the students without a hand-in, in the order of the roster. */
    List<Student> missing() {
        return students.stream().filter(student -> handIns(student).isEmpty() && !contested.contains(student)).toList();
    }

    /** Lists the submissions of people who are not on the roster. */
    List<String> strangers() {
        return strangers;
    }

    /** Says of each submission that may belong to several students whose it may be, by its name. */
    Map<String, String> unclear() {
        return unclear;
    }

    /** Says of each submission that may be somebody else's why, by its name. */
    Map<String, String> doubts() {
        return doubts;
    }
}
