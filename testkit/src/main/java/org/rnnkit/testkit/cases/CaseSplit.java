package org.rnnkit.testkit.cases;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.rnnkit.testkit.comparison.ShortNumber;

/** The value of a dimension that tells wrong cases from right ones. */
final class CaseSplit {

    private CaseSplit() {}

    /** Says where the wrong cases are, in a line of its own; empty if every case is wrong. */
    static String sentence(List<DrawnValues> all, Set<DrawnValues> wrong) {
        List<DrawnValues> right = all.stream().filter(values -> !wrong.contains(values)).toList();
        if (right.isEmpty()) {
            return "";
        }
        String counts = wrong.size() + " of " + all.size() + " drawn cases " + (wrong.size() == 1 ? "fails" : "fail");
        List<String> where = wrong.size() == 1 ? List.of() : all.get(0).values().keySet().stream()
                .flatMap(name -> where(name, right, wrong).stream()).toList();
        return "\n" + counts + (where.size() == 1 ? ": those " + where.get(0) : "");
    }

    private static Optional<String> where(String name, Collection<DrawnValues> right, Collection<DrawnValues> wrong) {
        if (!wrong.stream().allMatch(values -> values.isNumber(name))) {
            return words(name, right, wrong);
        }
        Collection<DrawnValues> numbers = right.stream().filter(values -> values.isNumber(name)).toList();
        double least = wrong.stream().mapToDouble(values -> values.number(name)).min().orElseThrow();
        double most = wrong.stream().mapToDouble(values -> values.number(name)).max().orElseThrow();
        if (least == most && none(numbers, values -> values.number(name) == least)) {
            return Optional.of("with " + name + " " + ShortNumber.of(least));
        }
        if (none(numbers, values -> values.number(name) >= least)) {
            return Optional.of("with " + name + " from " + ShortNumber.of(least) + " on");
        }
        return none(numbers, values -> values.number(name) <= most)
                ? Optional.of("with " + name + " up to " + ShortNumber.of(most)) : Optional.empty();
    }

    private static Optional<String> words(String name, Collection<DrawnValues> right, Collection<DrawnValues> wrong) {
        if (wrong.stream().anyMatch(values -> values.isNumber(name))) {
            return Optional.empty();
        }
        List<String> found = wrong.stream().map(values -> values.word(name)).distinct().toList();
        return none(right, values -> found.contains(values.word(name)))
                ? Optional.of("with " + name + " " + String.join(" or ", found)) : Optional.empty();
    }

    private static boolean none(Collection<DrawnValues> values, Predicate<DrawnValues> condition) {
        return values.stream().noneMatch(condition);
    }
}
