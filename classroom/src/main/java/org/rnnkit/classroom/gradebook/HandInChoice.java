package org.rnnkit.classroom.gradebook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.rnnkit.classroom.gradebook.Gradebook.CountedHandIns;
import org.rnnkit.classroom.gradebook.RosterColumns.RosterLine;
import org.rnnkit.classroom.gradebook.RosterMatcher.Sender;
import org.rnnkit.classroom.inbox.ClassroomSubmission;
import org.rnnkit.classroom.inbox.ClassroomSubmission.HandIn.Student;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.classroom.results.ClassroomResult.Kind;
import org.rnnkit.grader.config.GradingConfig.HandIns;
import org.rnnkit.grader.report.Report;

/**
 * The choice of the hand-in that counts, for each student with several. Where the times or points that it needs are not known
 * yet, or where two hand-ins are equally late, nothing is chosen, and the student gets no grade.
 */
final class HandInChoice {

    private final HandIns rule;
    private final Map<String, ClassroomResult> results = new LinkedHashMap<>();
    private final Map<String, Instant> times;
    /** The students for whom another hand-in counts, by the name of the hand-in. */
    private final Map<String, List<Student>> withdrawn = new LinkedHashMap<>();

    /**
     * Starts without a choice.
     *
     * @param times the known times of hand-in
     */
    HandInChoice(HandIns rule, List<ClassroomResult> results, Map<String, Instant> times) {
        this.rule = rule;
        this.times = times;
        results.forEach(result -> this.results.put(result.name(), result));
    }

    /** Chooses among the hand-ins of each student. */
    CountedHandIns choose(List<ClassroomSubmission> submissions, Map<RosterLine, List<Sender>> several) {
        Map<String, String> reasons = new LinkedHashMap<>();
        several.forEach((line, senders) -> counted(senders).ifPresent(name -> {
            String reason = reason(line, senders, name);
            ClassroomResult result = results.get(name);
            results.put(name, new ClassroomResult(name, result.kind(), result.report().withHandIn(reason), "", result.kept()));
            senders.stream().filter(sender -> !sender.submission().equals(name)).forEach(sender -> {
                reasons.put(sender.submission(), "Does not count. " + reason);
                withdrawn.computeIfAbsent(sender.submission(), key -> new ArrayList<>())
                        .add(new Student(sender.student(), sender.id()));
            });
        }));
        List<ClassroomSubmission> counted = submissions.stream().filter(submission -> !isWithdrawn(submission))
                .map(submission -> submission.without(withdrawn.getOrDefault(submission.name(), List.of()))).toList();
        Map<String, Report> others = new LinkedHashMap<>();
        submissions.stream().filter(this::isWithdrawn).map(ClassroomSubmission::name).forEach(name -> {
            Report report = results.get(name).report();
            if (report != null) {
                others.put(name, report.withHandIn(reasons.get(name)));
                results.put(name, ClassroomResult.notCounted(name, reasons.get(name)));
            }
        });
        return new CountedHandIns(counted, List.copyOf(results.values()), others);
    }

    private boolean isWithdrawn(ClassroomSubmission submission) {
        return withdrawn.getOrDefault(submission.name(), List.of()).containsAll(submission.handIn().students());
    }

    /** Finds the hand-in that counts. One that was not taken does not, but one that the grader failed with might. */
    private Optional<String> counted(List<Sender> senders) {
        List<ClassroomResult> all = senders.stream().map(sender -> results.get(sender.submission())).toList();
        List<ClassroomResult> graded = all.stream().filter(result -> result.report() != null).toList();
        if (graded.isEmpty() || all.stream().anyMatch(result -> result.report() == null && result.kind() != Kind.REFUSED)
                || graded.stream().anyMatch(result -> result.report().needsTime())) {
            return Optional.empty();
        }
        if (rule == HandIns.BEST) {
            return graded.stream().max(Comparator.comparing((ClassroomResult result) -> result.report().getScore())
                    .thenComparing(result -> times.getOrDefault(result.name(), Instant.MIN))
                    .thenComparing(ClassroomResult::name)).map(ClassroomResult::name);
        }
        List<ClassroomResult> onTime = graded.stream().filter(HandInChoice::isOnTime).toList();
        return last((rule == HandIns.LAST || onTime.isEmpty() ? graded : onTime).stream().map(ClassroomResult::name).toList());
    }

    private static boolean isOnTime(ClassroomResult result) {
        return result.report().late() != null && result.report().late().days() == 0;
    }

    /** Finds the last one. Empty if a time is not known, or if two have the same time. */
    private Optional<String> last(List<String> names) {
        if (names.size() > 1 && !times.keySet().containsAll(names)) {
            return Optional.empty();
        }
        Function<String, Instant> time = name -> times.getOrDefault(name, Instant.MIN);
        Optional<String> last = names.stream().max(Comparator.comparing(time));
        return last.filter(name -> names.stream().filter(other -> time.apply(other).equals(time.apply(name))).count() == 1);
    }

    private String reason(RosterLine line, List<Sender> senders, String name) {
        boolean noneOnTime = rule == HandIns.LAST_ON_TIME && !isOnTime(results.get(name));
        String all = senders.stream().map(Sender::submission).map(this::words).collect(Collectors.joining("; "));
        return line.name() + " has " + senders.size() + " hand-ins: " + all + ". " + (noneOnTime
                ? "None is on time, so the last one" : switch (rule) {
                    case LAST -> "The last one";
                    case BEST -> "The best one";
                    case LAST_ON_TIME -> "The last one on time";
                }) + " counts: " + name;
    }

    private String words(String name) {
        Report report = results.get(name).report();
        return name + (report == null ? ", not taken" : rule == HandIns.BEST
                ? ", " + report.getScore() + " of " + report.getMaxScore() + " points"
                : report.late() == null || report.late().handedIn() == null ? "" : ", " + report.late().localHandedIn());
    }
}
