package org.rnnkit.grader.gradebook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * A search for the student of each submission: by identifier, else by user name or e-mail address, else by name. Where two
 * students or two submissions are possible, nobody guesses.
 */
final class RosterMatcher {

    private final List<RosterLine> lines;
    private final Map<RosterLine, Sender> found = new TreeMap<>(Comparator.comparing(RosterLine::row));
    private final Set<RosterLine> contested = new HashSet<>();
    private final List<String> unclear = new ArrayList<>();

    private RosterMatcher(List<RosterLine> lines) {
        this.lines = lines;
    }

    /** Finds the student of each submission. */
    static RosterMatches match(List<RosterLine> lines, List<Sender> senders) {
        RosterMatcher matcher = new RosterMatcher(lines);
        Map<Sender, NameKey> names = senders.stream().collect(Collectors.toMap(sender -> sender,
                sender -> NameKey.of(sender.student())));
        List<Sender> open = senders;
        open = matcher.match(open, (line, sender) -> line.hasId(sender.id().isEmpty() ? sender.submission() : sender.id()));
        open = matcher.match(open, (line, sender) -> line.hasLogin(sender.submission()) || line.hasLogin(sender.student()));
        open = matcher.match(open, (line, sender) -> line.key().matches(names.get(sender))
                || line.key().matches(NameKey.of(sender.submission())));
        List<RosterLine> missing = lines.stream()
                .filter(line -> !matcher.found.containsKey(line) && !matcher.contested.contains(line)).toList();
        return new RosterMatches(matcher.found, missing, open, matcher.unclear);
    }

    /** Applies a rule and returns the submissions for which it finds nobody. */
    private List<Sender> match(List<Sender> open, BiPredicate<RosterLine, Sender> rule) {
        Map<Sender, List<RosterLine>> candidates = new LinkedHashMap<>();
        List<RosterLine> free = lines.stream().filter(line -> !found.containsKey(line)).toList();
        open.forEach(sender -> candidates.put(sender, free.stream().filter(line -> rule.test(line, sender)).toList()));
        Map<RosterLine, Long> claims = candidates.values().stream().flatMap(List::stream)
                .collect(Collectors.groupingBy(line -> line, Collectors.counting()));
        candidates.forEach((sender, possible) -> {
            if (possible.size() == 1 && claims.get(possible.get(0)) == 1) {
                found.put(possible.get(0), sender);
            } else if (!possible.isEmpty()) {
                contested.addAll(possible);
                unclear.add(sender.submission() + (possible.size() > 1 ? " may belong to " + names(possible)
                        : " belongs to " + names(possible) + ", and so does another submission"));
            }
        });
        return open.stream().filter(sender -> candidates.get(sender).isEmpty()).toList();
    }

    private static String names(List<RosterLine> lines) {
        return lines.stream().map(RosterLine::name).collect(Collectors.joining(" or "));
    }
}
