package org.rnnkit.grader.catalogue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.SlipResults;

/**
 * The slips of a step that its tests can't tell apart, found in a run of a right solution. For each slip it follows what a
 * student with this mistake would see: each test ends at the first comparison that is wrong.
 */
final class Coincidences implements Consumer<SlipResults> {

    /** The only ones that no case can tell apart: all minibatches of a dataset have the same number of tokens. */
    private static final Set<String> ALLOWED = Set.of("the first epoch's number of tokens");

    private final Set<String> known = new TreeSet<>();
    private final List<SlipResults> comparisons = new ArrayList<>();
    /** The results of each comparison's slips, by their words. */
    private final Map<SlipResults, Map<String, List<double[]>>> results = new IdentityHashMap<>();

    @Override
    public void accept(SlipResults comparison) {
        comparison.slips().forEach(slip -> known.add(slip.words()));
        if (comparison.expected().length > 0) { // others are compared in a way of their own
            comparisons.add(comparison);
        }
    }

    /** Returns the words of the slips that change no result: such a mistake does not exist, or no test can see it. */
    Set<String> withoutEffect() {
        Set<String> without = new TreeSet<>(known);
        comparisons.forEach(comparison -> without.removeIf(word -> shows(word, comparison)));
        return without;
    }

    /** Returns each pair of slips that agree wherever the mistake shows, in words. */
    Set<String> pairs() {
        Set<String> pairs = new TreeSet<>();
        for (String subject : subjects()) {
            Set<String> words = words(subject);
            for (String word : words) {
                List<SlipResults> seen = seen(word, subject);
                if (seen.stream().anyMatch(comparison -> shows(word, comparison))) {
                    words.stream().filter(other -> !other.equals(word) && seen.stream().allMatch(comparison
                            -> agree(word, other, comparison))).forEach(other -> pairs.add(pair(subject, word, other)));
                }
            }
        }
        return pairs;
    }

    private static String pair(String subject, String one, String other) {
        return subject + ": \"" + one + "\" and \"" + other + "\"";
    }

    private Set<String> subjects() {
        Set<String> subjects = new LinkedHashSet<>();
        comparisons.forEach(comparison -> subjects.add(comparison.subject()));
        subjects.removeAll(ALLOWED);
        return subjects;
    }

    private Set<String> words(String subject) {
        Set<String> words = new LinkedHashSet<>();
        comparisons.stream().filter(comparison -> comparison.subject().equals(subject))
                .forEach(comparison -> comparison.slips().forEach(slip -> words.add(slip.words())));
        return words;
    }

    /** Lists the comparisons that are made if the mistake is there: those of the subject, and those of others that know it. */
    private List<SlipResults> seen(String word, String subject) {
        Set<String> ended = new HashSet<>();
        List<SlipResults> seen = new ArrayList<>();
        for (SlipResults comparison : comparisons) {
            boolean counts = comparison.subject().equals(subject) || !results(word, comparison).isEmpty();
            if (counts && !ended.contains(comparison.testCase())) {
                seen.add(comparison);
                if (shows(word, comparison)) {
                    ended.add(comparison.testCase());
                }
            }
        }
        return seen;
    }

    private List<double[]> results(String word, SlipResults comparison) {
        return results.computeIfAbsent(comparison, c -> c.slips().stream().collect(Collectors.groupingBy(Slip::words,
                Collectors.mapping(Slip::values, Collectors.toList())))).getOrDefault(word, List.of());
    }

    private boolean shows(String word, SlipResults comparison) {
        List<double[]> results = results(word, comparison);
        return !results.isEmpty() && !comparison.areSame(results.get(0), comparison.expected());
    }

    private boolean agree(String word, String other, SlipResults comparison) {
        double[] result = shows(word, comparison) ? results(word, comparison).get(0) : comparison.expected();
        List<double[]> others = results(other, comparison);
        return others.isEmpty() ? !shows(word, comparison) : others.stream().anyMatch(one -> comparison.areSame(result, one));
    }
}
