package org.rnnkit.classroom.gradebook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.classroom.gradebook.RosterColumns.NameKey;
import org.rnnkit.classroom.gradebook.RosterColumns.RosterLine;
import org.rnnkit.classroom.inbox.ClassroomSubmission;

/**
 * A search for the student of each submission: by the number that a platform gave, else by anything that the name can mean:
 * an identifier, a user name or e-mail address, a name. Where two students or two submissions are possible, nobody guesses.
 */
final class RosterMatcher {

    /** The number of a student on a platform between the name and the rest, as in "Ada Lovelace_4101_second". */
    private static final Pattern NUMBERED = Pattern.compile("(.+?)_([^_]+)(?:_.*)?");

    private final List<RosterLine> lines;
    private final String prefix;
    /** The students by each identifier, by each login, and by each form of the name: a large class has millions of pairs. */
    private final Map<String, List<RosterLine>> byId = new HashMap<>();
    private final Map<String, List<RosterLine>> byLogin = new HashMap<>();
    private final Map<String, List<RosterLine>> byName = new HashMap<>();
    private final Map<RosterLine, List<Sender>> claims = new TreeMap<>(Comparator.comparing(RosterLine::row));
    private final Map<RosterLine, Sender> found = new TreeMap<>(Comparator.comparing(RosterLine::row));
    private final Map<RosterLine, List<Sender>> several = new TreeMap<>(Comparator.comparing(RosterLine::row));
    private final Set<RosterLine> contested = new HashSet<>();
    private final List<Sender> unknown = new ArrayList<>();
    private final List<String> unclear = new ArrayList<>();
    private final Map<RosterLine, List<Sender>> passedOver = new TreeMap<>(Comparator.comparing(RosterLine::row));

    private RosterMatcher(List<RosterLine> lines, String prefix) {
        this.lines = lines;
        this.prefix = prefix;
        for (RosterLine line : lines) {
            line.ids().forEach(id -> byId.computeIfAbsent(id, key -> new ArrayList<>()).add(line));
            line.logins().forEach(login -> byLogin.computeIfAbsent(login, key -> new ArrayList<>()).add(line));
            line.key().forms().forEach(form -> byName.computeIfAbsent(form, key -> new ArrayList<>()).add(line));
        }
    }

    private Stream<RosterLine> withId(String text) {
        return byId.getOrDefault(text, List.of()).stream();
    }

    private Stream<RosterLine> withLogin(String text) {
        return byLogin.getOrDefault(text.toLowerCase(Locale.ROOT), List.of()).stream();
    }

    private Stream<RosterLine> withName(String text) {
        return NameKey.of(text).forms().flatMap(form -> byName.getOrDefault(form, List.of()).stream());
    }

    /** Lists the student whom a name means that no platform has written, and that has the student's name and number. */
    private Stream<RosterLine> withNumber(Sender sender) {
        Matcher parts = NUMBERED.matcher(sender.submission());
        return parts.matches() ? withId(parts.group(2)).filter(line -> line.key().matches(NameKey.of(parts.group(1))))
                : Stream.empty();
    }

    private static List<RosterLine> inOrder(Stream<RosterLine> found) {
        return found.distinct().sorted(Comparator.comparing(RosterLine::row)).toList();
    }

    /** Finds the student of each submission. */
    static RosterMatches match(List<RosterLine> lines, List<ClassroomSubmission> submissions) {
        RosterMatcher matcher = new RosterMatcher(lines, prefix(lines, submissions));
        for (ClassroomSubmission submission : submissions) {
            if (submission.doubt().isEmpty()) {
                Sender.of(submission).forEach(matcher::claim);
            } else {
                matcher.doubt(submission);
            }
        }
        matcher.claims.forEach(matcher::decide);
        return new RosterMatches(lines, submissions, matcher.found, matcher.contested, matcher.unknown, matcher.unclear,
                matcher.passedOver, matcher.several);
    }

    /**
     * Returns what is in front of the user name in the names of GitHub Classroom's repositories, such as "rnn-kit-". It is
     * the same for most of a class, and at least two names of the roster follow it. Empty if no text is.
     */
    private static String prefix(List<RosterLine> lines, List<ClassroomSubmission> submissions) {
        Set<String> logins = lines.stream().flatMap(line -> line.logins().stream()).collect(Collectors.toSet());
        List<String> names = submissions.stream().map(submission -> submission.name().toLowerCase(Locale.ROOT)).toList();
        Map<String, Long> known = names.stream().flatMap(name -> IntStream.rangeClosed(1, name.length())
                .filter(end -> name.charAt(end - 1) == '-' && logins.contains(name.substring(end)))
                .mapToObj(end -> name.substring(0, end)))
                .collect(Collectors.groupingBy(begin -> begin, Collectors.counting()));
        known.keySet().removeIf(begin -> 2 * names.stream().filter(name -> name.startsWith(begin)).count() <= names.size());
        long most = known.values().stream().mapToLong(count -> count).max().orElse(0);
        List<String> best = known.keySet().stream().filter(begin -> known.get(begin) == most).toList();
        return most > 1 && best.size() == 1 ? best.get(0) : "";
    }

    /** Notes whose submission it is, if only one student comes into question. */
    private void claim(Sender sender) {
        List<RosterLine> numbered = inOrder(sender.id().isEmpty() ? withNumber(sender) : withId(sender.id()));
        // In Gradescope students can write their own number, also that of somebody else.
        List<RosterLine> sure = numbered.stream().filter(line -> isSure(line, sender)).toList();
        List<RosterLine> possible = numbered.isEmpty() ? named(sender)
                : numbered.size() > 1 && sure.size() == 1 ? sure : numbered;
        if (possible.size() == 1) {
            claims.computeIfAbsent(possible.get(0), line -> new ArrayList<>()).add(sender);
        } else if (!possible.isEmpty()) {
            contest(sender.submission(), possible);
        } else {
            List<RosterLine> ending = lines.stream().filter(line -> line.isEnding(sender.submission())).toList();
            if (!sender.id().isEmpty() || isPrefixed(sender) || ending.isEmpty()) {
                unknown.add(sender);
            } else {
                contest(sender.submission(), ending);
            }
        }
    }

    /** Lists the students whom a name can mean. Only a name that no platform has written can be an identifier. */
    private List<RosterLine> named(Sender sender) {
        Stream<RosterLine> named = Stream.concat(withName(sender.student()), withName(sender.submission()));
        if (!sender.id().isEmpty()) {
            return inOrder(Stream.concat(named, withLogin(sender.id())));
        }
        String login = isPrefixed(sender) ? sender.submission().toLowerCase(Locale.ROOT).substring(prefix.length())
                : sender.submission();
        return inOrder(Stream.of(named, withId(sender.submission()), withLogin(sender.submission()),
                withLogin(sender.student()), withLogin(login)).flatMap(lines -> lines));
    }

    private boolean isPrefixed(Sender sender) {
        return !prefix.isEmpty() && sender.submission().toLowerCase(Locale.ROOT).startsWith(prefix);
    }

    /** Notes the students whose submission it may be. None of them is missing, so none gets a 0 for that. */
    private void doubt(ClassroomSubmission submission) {
        List<Sender> senders = Sender.of(submission).toList();
        List<RosterLine> possible = lines.stream()
                .filter(line -> senders.stream().anyMatch(sender -> line.hasId(sender.id()))).toList();
        if (possible.isEmpty()) {
            unknown.add(senders.get(0));
        } else {
            contest(submission.name(), possible);
        }
    }

    private void contest(String submission, List<RosterLine> possible) {
        contested.addAll(possible);
        unclear.add(submission + " may belong to " + (possible.size() == 1 ? names(possible) + " or to somebody else"
                : names(possible)));
    }

    /** Tells whether a submission's name has both the number and the name of a student. */
    private boolean isSure(RosterLine line, Sender sender) {
        return line.hasId(sender.id()) && line.key().matches(NameKey.of(sender.student()))
                || sender.id().isEmpty() && withNumber(sender).anyMatch(line::equals);
    }

    /** Gives a student the only submission, or the only one with both number and name. */
    private void decide(RosterLine line, List<Sender> senders) {
        List<Sender> sure = senders.size() == 1 ? senders : senders.stream().filter(sender -> isSure(line, sender)).toList();
        if (sure.size() == 1) {
            found.put(line, sure.get(0));
        } else {
            contested.add(line);
            several.put(line, sure.isEmpty() ? senders : sure);
        }
        List<Sender> others = senders.stream().filter(sender -> !sure.isEmpty() && !sure.contains(sender)).toList();
        if (!others.isEmpty()) {
            passedOver.put(line, others);
        }
    }

    private static String names(List<RosterLine> lines) {
        boolean areDistinct = lines.stream().map(RosterLine::name).distinct().count() == lines.size();
        return lines.stream().map(areDistinct ? RosterLine::name : RosterLine::words).collect(Collectors.joining(" or "));
    }

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

    /**
     * The students of a roster and their submissions. A choice among several hand-ins of a student changes it.
     *
     * @param submissions the submission of each student who has one, in the order of the roster
     * @param contested the students of whom nobody knows which submission is theirs
     * @param unknown the submissions of people who are not on the roster
     * @param unclear a sentence for each submission that may belong to several students; no grade is written
     * @param passedOver the submissions with only the name or only the number of a student who has one with both
     * @param several the hand-ins of each student with several, those that are equally sure to be this student's
     */
    record RosterMatches(List<RosterLine> lines, List<ClassroomSubmission> all, Map<RosterLine, Sender> submissions,
            Set<RosterLine> contested, List<Sender> unknown, List<String> unclear, Map<RosterLine, List<Sender>> passedOver,
            Map<RosterLine, List<Sender>> several) {

        /** Lists the students without a submission. */
        List<RosterLine> missing() {
            return lines.stream().filter(line -> !submissions.containsKey(line) && !contested.contains(line)).toList();
        }

        /** Gives a student with several hand-ins the one that counts. */
        void decide(RosterLine line, Sender counted) {
            several.remove(line);
            submissions.put(line, counted);
        }

        /** Says of each submission that was passed over how to make it a hand-in that may count. */
        List<String> passedOverInWords() {
            return passedOver.entrySet().stream().flatMap(entry -> entry.getValue().stream().map(sender ->
                    sender.submission() + " does not count: another one has the name and the number of "
                    + entry.getKey().name() + ". If it should be a further hand-in, call it "
                    + freeName(entry.getKey()))).toList();
        }

        private String freeName(RosterLine line) {
            List<String> taken = all.stream().map(ClassroomSubmission::name).toList();
            String name = line.name() + "_" + line.ids().stream().findFirst().orElse("NUMBER") + "_";
            return IntStream.iterate(2, i -> i + 1).mapToObj(i -> name + i).filter(free -> !taken.contains(free)).findFirst()
                    .orElseThrow();
        }

        /** Finds the hand-in that the roster's time belongs to: the only one, or the only one that the platform has named. */
        Optional<Sender> timed(RosterLine line) {
            List<Sender> uploads = several.getOrDefault(line, List.of()).stream().filter(sender -> !sender.id().isEmpty())
                    .toList();
            return uploads.size() == 1 ? Optional.of(uploads.get(0)) : Optional.ofNullable(submissions.get(line));
        }

        /** Lists the names of the submissions that a grade depends on. */
        Set<String> handIns() {
            return Stream.concat(submissions.values().stream(), several.values().stream().flatMap(List::stream))
                    .map(Sender::submission).collect(Collectors.toSet());
        }
    }
}
