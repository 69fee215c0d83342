package org.rnnkit.classroom.gradebook;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rnnkit.classroom.inbox.ClassroomSubmission;
import org.rnnkit.grader.marking.People;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.system.UsageException;

/**
 * The people of a class: the students on the roster, and the submissions. With a roster, a name that is nobody's key is a
 * mistake even before anybody has handed in; without one, nobody knows who may still hand in.
 */
public final class ClassroomPeople implements People {

    private final List<Student> students;
    private final List<ClassroomSubmission> submissions;
    /** The name of each student's only submission; else what stands for the student. */
    private final Map<Student, String> names = new HashMap<>();
    private final Map<String, List<String>> handIns = new LinkedHashMap<>();

    ClassroomPeople(List<Student> students, List<ClassroomSubmission> submissions, RosterMatches matches) {
        this.students = students;
        this.submissions = submissions;
        for (Student student : students) {
            List<String> own = matches.handIns(student).stream().map(ClassroomSubmission::name).toList();
            names.put(student, own.size() == 1 ? own.get(0) : keyOf(student));
            if (own.size() > 1) {
                handIns.put(keyOf(student), own);
            }
        }
    }

    @Override
    public String submissionOf(String written, boolean mayStillHandIn) {
        Map<String, String> found = find(written);
        if (found.size() > 1) {
            throw new UsageException(Printable.quoted(written) + " can mean " + String.join(" or ", found.values())
                    + ". Write an id, email or login that only one of them has.");
        }
        if (found.isEmpty() && students.isEmpty() && !mayStillHandIn) {
            throw new UsageException("There is no submission " + Printable.quoted(written)
                    + ". Write the name as in scores.csv.");
        } else if (found.isEmpty() && !students.isEmpty()) {
            throw new UsageException(Printable.quoted(written) + " is nobody on the roster, and no submission. Write the "
                    + "name as in scores.csv, or the id, email or login as on the roster.");
        }
        return found.keySet().stream().findFirst().orElse(written);
    }

    @Override
    public Map<String, List<String>> handIns() {
        return handIns;
    }

    @Override
    public String shown(String person, String written) {
        return students.stream().filter(student -> names.get(student).equals(person) && !student.name().equals(written))
                .findFirst().map(student -> student.name() + " (" + written + ")").orElse(written);
    }

    /** Finds the people whom a text can mean, each with words for a message, by the name of the submission. */
    private Map<String, String> find(String written) {
        Map<String, String> found = new LinkedHashMap<>();
        students.stream().filter(student -> student.isCalled(written) || student.words().equals(written))
                .forEach(student -> found.put(names.get(student), student.words()));
        List<String> known = found.keySet().stream().flatMap(person -> handIns.getOrDefault(person, List.of()).stream())
                .toList();
        submissions.stream().map(ClassroomSubmission::name).filter(written::equals).filter(name -> !known.contains(name))
                .forEach(name -> found.putIfAbsent(name, "the submission " + Printable.quoted(name)));
        return found;
    }

    /** Returns what stands for a student in the place of a submission's name. No such name has a slash. */
    static String keyOf(Student student) {
        return "/" + student.row();
    }
}
