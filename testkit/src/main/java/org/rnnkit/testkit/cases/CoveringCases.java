package org.rnnkit.testkit.cases;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.rnnkit.testkit.Draw;

/**
 * Cases in which every class of a dimension meets every class of each other one (pairwise testing, by the greedy algorithm of
 * D. M. Cohen and others, "The AETG System", IEEE Transactions on Software Engineering 23, 1997). At most two dimensions are
 * large in one case, and no call needs more than a given amount of work: a pair that always would has no case. Where no pair
 * asks for a dear class, a case has a cheaper one.
 */
final class CoveringCases {

    /** Two classes of two dimensions. */
    private record Pair(String one, ValueClass first, String other, ValueClass second) {}

    private static final int MOST_LARGE = 2;
    /** How often the values of a case are drawn again, each time from a smaller part of their classes. */
    private static final int TRIALS = 10;

    private final Map<String, List<ValueClass>> dimensions;
    private final List<String> names;
    private final ToDoubleFunction<DrawnValues> work;
    private final ToDoubleFunction<DrawnValues> cost;
    private final double mostWork;
    private final double usualWork;
    private final Draw draw;
    private final Set<Pair> open = new LinkedHashSet<>();

    private CoveringCases(Dimensions dimensions, ToDoubleFunction<DrawnValues> work, ToDoubleFunction<DrawnValues> cost,
            double mostWork, double usualWork, Draw draw) {
        this.dimensions = dimensions.classes();
        this.names = List.copyOf(this.dimensions.keySet());
        this.work = work;
        this.cost = cost;
        this.mostWork = mostWork;
        this.usualWork = usualWork;
        this.draw = draw;
    }

    /**
     * Draws cases.
     *
     * @param dimensions the classes that must meet
     * @param work the work of a call
     * @param cost what a case costs, which is avoided where no pair asks for it
     * @param mostWork the most work of a call
     * @param usualWork the most work of a call whose classes have values that need no more
     * @param draw the source
     */
    static List<DrawnValues> of(Dimensions dimensions, ToDoubleFunction<DrawnValues> work, ToDoubleFunction<DrawnValues> cost,
            double mostWork, double usualWork, Draw draw) {
        return new CoveringCases(dimensions, work, cost, mostWork, usualWork, draw).draw();
    }

    private List<DrawnValues> draw() {
        for (String one : names) {
            for (String other : names.subList(names.indexOf(one) + 1, names.size())) {
                dimensions.get(one).forEach(first -> dimensions.get(other)
                        .forEach(second -> open.add(new Pair(one, first, other, second))));
            }
        }
        List<DrawnValues> cases = new ArrayList<>();
        // All sizes of 1 at once: where only some are 1, a wrong result often looks like that of another mistake.
        cases.add(cover(withFirst(Map.of())));
        while (!open.isEmpty()) {
            Pair pair = open.iterator().next();
            if (isPossible(Map.of(pair.one(), pair.first(), pair.other(), pair.second()))) {
                cases.add(cover(classes(pair)));
            }
            open.remove(pair);
        }
        return cases;
    }

    /** Chooses a class for each dimension, so that many open pairs meet, at a low cost. */
    private Map<String, ValueClass> classes(Pair pair) {
        Map<String, ValueClass> chosen = new LinkedHashMap<>(Map.of(pair.one(), pair.first(), pair.other(), pair.second()));
        List<String> others = new ArrayList<>(names);
        others.removeAll(chosen.keySet());
        Collections.shuffle(others, draw.random());
        for (String name : others) {
            List<ValueClass> classes = new ArrayList<>(dimensions.get(name));
            Collections.shuffle(classes, draw.random());
            classes.removeIf(option -> option.isLarge()
                    && chosen.values().stream().filter(ValueClass::isLarge).count() >= MOST_LARGE
                    || !isPossible(with(chosen, name, option)));
            Comparator<ValueClass> byOpenPairs = Comparator.comparingLong(option -> chosen.entrySet().stream()
                    .filter(other -> open.contains(pair(name, option, other.getKey(), other.getValue()))).count());
            chosen.put(name, Collections.max(classes, byOpenPairs.thenComparing(
                    option -> -cost.applyAsDouble(smallest(with(chosen, name, option))))));
        }
        return chosen;
    }

    private static Map<String, ValueClass> with(Map<String, ValueClass> chosen, String name, ValueClass option) {
        Map<String, ValueClass> all = new LinkedHashMap<>(chosen);
        all.put(name, option);
        return all;
    }

    private boolean isPossible(Map<String, ValueClass> chosen) {
        return work.applyAsDouble(smallest(chosen)) <= mostWork;
    }

    /** Returns the smallest case with these classes: with the first class of each other dimension. */
    private DrawnValues smallest(Map<String, ValueClass> chosen) {
        return values(withFirst(chosen), 0);
    }

    private Map<String, ValueClass> withFirst(Map<String, ValueClass> chosen) {
        Map<String, ValueClass> all = new LinkedHashMap<>();
        names.forEach(name -> all.put(name, chosen.getOrDefault(name, dimensions.get(name).get(0))));
        return all;
    }

    private Pair pair(String name, ValueClass option, String other, ValueClass second) {
        return names.indexOf(name) < names.indexOf(other) ? new Pair(name, option, other, second)
                : new Pair(other, second, name, option);
    }

    /**
     * Makes the case in which these classes meet. Its values are drawn from them: smaller ones if they need more than the usual
     * work, and the smallest if all do.
     */
    private DrawnValues cover(Map<String, ValueClass> classes) {
        classes.forEach((one, first) -> classes.forEach((other, second) -> open.remove(pair(one, first, other, second))));
        return IntStream.rangeClosed(0, TRIALS).mapToObj(trial -> values(classes, 1 - (double) trial / TRIALS))
                .filter(values -> work.applyAsDouble(values) <= usualWork).findFirst()
                .orElseGet(() -> values(classes, 0));
    }

    private DrawnValues values(Map<String, ValueClass> classes, double share) {
        Map<String, Object> values = new LinkedHashMap<>();
        names.forEach(name -> values.put(name, classes.get(name).value(draw, share)));
        return new DrawnValues(values);
    }
}
