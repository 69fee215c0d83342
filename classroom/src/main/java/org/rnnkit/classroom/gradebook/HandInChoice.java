package org.rnnkit.classroom.gradebook;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.classroom.results.ResultKind;
import org.rnnkit.grader.report.Report;

/**
 * The choice among several hand-ins of one student: the last one on time counts; if none is on time, the last one. Where a time
 * or a result is not known, or where two times are the same, nothing is chosen.
 *
 * @param results the results of the hand-ins
 * @param times the known times of hand-in, by the submission's name
 */
record HandInChoice(List<ClassroomResult> results, Map<String, Instant> times) {

    /** Finds the hand-in that counts. One that was not taken does not, but one that the grader failed with might. */
    Optional<ClassroomResult> counted() {
        List<ClassroomResult> graded = results.stream().filter(result -> result.report() != null).toList();
        if (graded.size() == 1 && results.size() == 1) {
            return Optional.of(graded.get(0));
        }
        boolean isOpen = results.stream().anyMatch(result -> result.report() == null ? result.kind() != ResultKind.REFUSED
                : result.report().needsTime());
        if (graded.isEmpty() || isOpen) {
            return Optional.empty();
        }
        List<ClassroomResult> onTime = graded.stream().filter(HandInChoice::isOnTime).toList();
        return last(onTime.isEmpty() ? graded : onTime);
    }

    private static boolean isOnTime(ClassroomResult result) {
        return result.report().late() == null || result.report().late().days() == 0;
    }

    private Optional<ClassroomResult> last(List<ClassroomResult> candidates) {
        if (candidates.size() == 1) {
            return Optional.of(candidates.get(0));
        }
        List<Instant> known = candidates.stream().map(ClassroomResult::name).filter(times::containsKey).map(times::get)
                .sorted(Comparator.reverseOrder()).toList();
        return known.size() < candidates.size() || known.get(0).equals(known.get(1)) ? Optional.empty()
                : candidates.stream().filter(result -> times.get(result.name()).equals(known.get(0))).findFirst();
    }

    /** Says which hand-ins a student has, and which one counts. */
    String reason(Student student, ClassroomResult counted) {
        return student.name() + " has " + results.size() + " hand-ins: "
                + results.stream().map(HandInChoice::words).collect(Collectors.joining("; ")) + ". "
                + (isOnTime(counted) ? "The last one on time counts: " : "None is on time, so the last one counts: ")
                + counted.name();
    }

    private static String words(ClassroomResult result) {
        Report report = result.report();
        return result.name() + (report == null ? ", not taken" : report.late() == null || report.late().handedIn() == null ? ""
                : ", " + report.late().localHandedIn());
    }
}
