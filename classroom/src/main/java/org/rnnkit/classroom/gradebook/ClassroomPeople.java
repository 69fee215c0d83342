package org.rnnkit.classroom.gradebook;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jline.utils.Levenshtein;
import org.rnnkit.classroom.gradebook.Gradebook.CountedHandIns;
import org.rnnkit.classroom.gradebook.RosterColumns.NameKey;
import org.rnnkit.classroom.gradebook.RosterColumns.RosterLine;
import org.rnnkit.classroom.gradebook.RosterMatcher.RosterMatches;
import org.rnnkit.classroom.gradebook.RosterMatcher.Sender;
import org.rnnkit.classroom.inbox.ClassroomSubmission;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.classroom.results.ClassroomResult.Kind;
import org.rnnkit.grader.config.GradingConfig.HandIns;
import org.rnnkit.grader.marking.Marking.People;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.system.UsageException;

/**
 * The people of a class: the students on the roster, and the submissions. With a roster, a name that fits nobody is a mistake
 * even before anybody has handed in; without one, nobody knows who may still hand in.
 */
public final class ClassroomPeople implements People {

    private static final int MAX_NEAR = 3;
    private static final int MAX_LENGTH = 60;
    private static final int LETTERS_PER_ERROR = 4;

    private final List<RosterLine> lines;
    private final List<ClassroomSubmission> submissions;
    /** The name of each student's submission, before a choice among several; else what stands for it. */
    private final Map<RosterLine, String> names = new HashMap<>();
    private final Map<String, List<String>> handIns = new LinkedHashMap<>();

    /** Makes the people of a class. */
    ClassroomPeople(RosterMatches matches) {
        this.lines = matches.lines();
        this.submissions = matches.all();
        lines.forEach(line -> {
            Sender own = matches.submissions().get(line);
            List<String> several = Stream.of(Stream.ofNullable(own), matches.several().getOrDefault(line, List.of()).stream(),
                    matches.passedOver().getOrDefault(line, List.of()).stream()).flatMap(senders -> senders)
                    .map(Sender::submission).toList();
            names.put(line, own == null ? keyOf(line) : own.submission());
            if (several.size() > 1) {
                handIns.put(names.get(line), several);
            }
        });
    }

    @Override
    public String submissionOf(String written, boolean mayStillHandIn) {
        Map<String, String> found = find(written);
        if (found.size() > 1) {
            throw new UsageException(Printable.quoted(written) + " can mean " + String.join(" or ", found.values())
                    + ". Write a number, mail address or login that only one of them has.");
        }
        if (found.isEmpty() && !(lines.isEmpty() && mayStillHandIn)) {
            throw new UsageException((lines.isEmpty() ? "There is no submission " + Printable.quoted(written) + "."
                    : Printable.quoted(written) + " is nobody on the roster, and no submission.") + near(written)
                    + " Write the name as in scores.csv" + (lines.isEmpty() ? "."
                    : ", or the name, number, mail address or login of the roster."));
        }
        return found.keySet().stream().findFirst().orElse(written);
    }

    @Override
    public Map<String, List<String>> handIns() {
        return handIns;
    }

    @Override
    public String shown(String person, String written) {
        return lines.stream().filter(line -> names.get(line).equals(person) && !line.name().equals(written)).findFirst()
                .map(line -> line.name() + " (" + written + ")").orElse(written);
    }

    /** Finds the people whom a text can mean, each with words for a message, by the name of the submission. */
    private Map<String, String> find(String written) {
        NameKey key = NameKey.of(written);
        Map<String, String> found = new LinkedHashMap<>();
        lines.stream().filter(line -> line.hasId(written) || line.hasLogin(written) || line.key().matches(key))
                .forEach(line -> found.put(names.get(line), line.words()));
        List<String> known = found.keySet().stream().flatMap(person -> handIns.getOrDefault(person, List.of()).stream())
                .toList();
        submissions.stream().map(ClassroomSubmission::name).filter(written::equals).filter(name -> !known.contains(name))
                .forEach(name -> found.putIfAbsent(name, words(name)));
        if (found.isEmpty()) {
            submissions.stream().flatMap(Sender::of)
                    .filter(sender -> sender.id().equals(written) || NameKey.of(sender.student()).matches(key))
                    .forEach(sender -> found.put(sender.submission(), words(sender.submission())));
        }
        return found;
    }

    /** Returns what stands for a student in the place of a submission's name. No such name has a slash. */
    static String keyOf(RosterLine line) {
        return "/" + line.row();
    }

    private static String words(String submission) {
        return "the submission " + Printable.quoted(submission);
    }

    /** Asks about the names that are spelled most alike. Empty if there are none. */
    private String near(String written) {
        Set<String> wanted = NameKey.of(Printable.cut(written, MAX_LENGTH)).joined();
        Map<String, Integer> distances = new LinkedHashMap<>();
        lines.forEach(line -> Stream.of(List.of(line.name()), line.ids(), line.logins()).flatMap(List::stream)
                .forEach(text -> distances.merge(line.words(), distance(wanted, text), Math::min)));
        if (lines.isEmpty()) {
            submissions.forEach(one -> distances.put(one.name(), distance(wanted, one.name())));
        }
        int nearest = distances.values().stream().mapToInt(Integer::intValue).min().orElse(Integer.MAX_VALUE);
        String near = distances.keySet().stream().filter(words -> distances.get(words) == nearest
                        && nearest <= Math.max(1, written.length() / LETTERS_PER_ERROR))
                .limit(MAX_NEAR).map(words -> Printable.line(words, MAX_LENGTH)).collect(Collectors.joining(" or "));
        return near.isEmpty() ? "" : " Do you mean " + near + "?";
    }

    /** Counts the letters that differ from a name, in any order of first and last name, or from one word of it. */
    private static int distance(Set<String> wanted, String name) {
        NameKey key = NameKey.of(Printable.cut(name, MAX_LENGTH));
        return Stream.concat(key.joined().stream(), Stream.of(key.words().split(" ")))
                .flatMapToInt(text -> wanted.stream().mapToInt(written -> Levenshtein.distance(written, text))).min()
                .orElseThrow();
    }

    /**
     * The choice of the hand-in that counts, for each student with several. Where the times or points that it needs are not
     * known yet, or where two hand-ins are equally late, nothing is chosen, and the student gets no grade.
     */
    static final class HandInChoice {

        private final HandIns rule;
        private final Map<String, ClassroomResult> results = new LinkedHashMap<>();
        private final Map<String, Instant> times;

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

        /** Chooses among the hand-ins of each student. One of a group may count for some of its students only. */
        CountedHandIns choose(RosterMatches matches) {
            Map<Sender, String> reasons = new HashMap<>();
            new LinkedHashMap<>(matches.several()).forEach((line, senders) -> counted(senders).ifPresent(name -> {
                String reason = reason(line, senders, name);
                senders.forEach(sender -> {
                    if (sender.submission().equals(name)) {
                        matches.decide(line, sender);
                    } else {
                        reasons.put(sender, "Does not count. " + reason);
                    }
                });
                ClassroomResult result = results.get(name);
                results.put(name, new ClassroomResult(name, result.kind(), result.report().withHandIn(reason), "",
                        result.kept()));
            }));
            Map<String, Report> others = new LinkedHashMap<>();
            for (ClassroomSubmission submission : matches.all()) {
                List<Sender> senders = Sender.of(submission).toList();
                Report report = results.get(submission.name()).report();
                if (reasons.keySet().containsAll(senders) && report != null) {
                    String reason = reasons.get(senders.get(0));
                    others.put(submission.name(), report.withHandIn(reason));
                    results.put(submission.name(), ClassroomResult.notCounted(submission.name(), reason));
                }
            }
            return new CountedHandIns(List.copyOf(results.values()), others);
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
            return last((rule == HandIns.LAST || onTime.isEmpty() ? graded : onTime).stream()
                    .map(ClassroomResult::name).toList());
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
}
