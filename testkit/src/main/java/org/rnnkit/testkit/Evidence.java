package org.rnnkit.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The comparisons of one step's tests in one run, right and wrong ones. A slip is named only if it explains every wrong
 * comparison of the same result and predicts no difference where the result is right: within one case a slip can give the
 * observed numbers by chance (one hidden unit, θ = 1).
 */
public final class Evidence {

    /** The fewest values of a result that two slips can explain together. */
    private static final int FEWEST_OF_PAIR = 4;
    private static final ThreadLocal<Evidence> CURRENT = ThreadLocal.withInitial(Evidence::new);

    private static volatile Consumer<SlipResults> observer;

    private final List<Comparison> comparisons = new ArrayList<>();
    private String testCase = "";
    private NamedSizes sizes = NamedSizes.in("");
    private String explanation = "";

    /** The results of the slips, computed once. */
    private static final class Once implements Supplier<FittingSlips> {

        private Supplier<FittingSlips> computation;
        private FittingSlips known;

        Once(Supplier<FittingSlips> computation) {
            this.computation = computation;
        }

        @Override
        public synchronized FittingSlips get() {
            if (known == null) {
                known = computation.get();
                computation = null;
            }
            return known;
        }
    }

    /** Collects the comparisons of this thread here from now on, for a test in words. */
    public void collect(String test) {
        testCase = test;
        sizes = NamedSizes.in(test);
        CURRENT.set(this);
    }

    /** Returns the sizes of this thread's test. */
    public static NamedSizes sizes() {
        return current().sizes;
    }

    /** Adds sizes of this thread's test. */
    static void addSizes(Map<String, ? extends Number> more) {
        current().sizes = current().sizes.with(more);
    }

    /** Adds the meaning of an exception that ended one of the tests. The first is kept, for differences without a slip. */
    public void explain(String exception) {
        explanation = explanation.isEmpty() ? "\nAnother test ends in an exception: " + exception : explanation;
    }

    String explanation() {
        return explanation;
    }

    /**
     * The results that slips would give in one comparison.
     *
     * @param subject the result that is compared
     * @param testCase the test in words
     * @param expected the right result, flat
     * @param tolerance the largest difference of a right result
     * @param slips the slips
     */
    public record SlipResults(String subject, String testCase, double[] expected, double tolerance, List<Slip> slips) {

        /** Tells whether two results are the same in this comparison. */
        public boolean areSame(double[] one, double[] other) {
            return Expect.isClose(one, other, tolerance);
        }
    }

    /** Passes on what slips would give in each comparison from now on: the kit looks for slips that no test tells apart. */
    public static void observe(Consumer<SlipResults> newObserver) {
        observer = newObserver;
    }

    /** Ends the collection of this thread's comparisons. */
    public static void stop() {
        CURRENT.remove();
    }

    static Evidence current() {
        return CURRENT.get();
    }

    /** Tells the observer, if there is one, what the slips would give. */
    void tellObserver(String name, double[] expected, double tolerance, Supplier<Slip[]> slips) {
        if (observer != null) {
            observer.accept(new SlipResults(subject(name), testCase, expected, tolerance, List.of(slips.get())));
        }
    }

    private static String subject(String name) {
        return name.replaceAll("(?s)\\s*\\(.*", "");
    }

    /**
     * Adds a comparison.
     *
     * @param name the name of the result; what follows a bracket belongs to the case
     * @param right whether the result is right
     * @param known what the slips give
     * @return the comparison
     */
    Comparison add(String name, boolean right, Supplier<FittingSlips> known) {
        Comparison comparison = new Comparison(subject(name), testCase, right, new Once(known));
        comparisons.add(comparison);
        return comparison;
    }

    /**
     * Returns the words of the slips that explain a wrong comparison and all others of the same result. If there are
     * several, those of them that no other result refutes.
     */
    Set<String> slips(Comparison wrong) {
        Set<String> slips = new LinkedHashSet<>(wrong.fitting());
        for (Comparison other : comparisons) {
            if (other.subject().equals(wrong.subject())) {
                slips.removeAll(other.refuted());
                if (!other.right()) {
                    slips.retainAll(other.fitting());
                }
            }
        }
        Set<String> unrefuted = new LinkedHashSet<>(slips);
        comparisons.forEach(other -> unrefuted.removeAll(other.refuted()));
        return unrefuted.isEmpty() ? slips : unrefuted;
    }

    /**
     * Returns the pairs of slips whose differences add up to that of a wrong result: two mistakes that do not act on each
     * other. A few values may add up by chance.
     */
    static Set<ComparedPair> pairs(double[] actual, double[] expected, double tolerance, Slip[] slips) {
        Set<ComparedPair> pairs = new LinkedHashSet<>();
        List<Slip> comparable = Arrays.stream(slips).filter(slip -> slip.values().length == actual.length
                && !Expect.isClose(slip.values(), expected, tolerance)).toList();
        if (actual.length < FEWEST_OF_PAIR || actual.length != expected.length) {
            return pairs;
        }
        for (int i = 0; i < comparable.size(); i++) {
            for (Slip other : comparable.subList(i + 1, comparable.size())) {
                double[] one = comparable.get(i).values();
                if (!other.words().equals(comparable.get(i).words()) && IntStream.range(0, actual.length).allMatch(k ->
                        Expect.isClose(actual[k], one[k] + other.values()[k] - expected[k], tolerance))) {
                    pairs.add(new ComparedPair(comparable.get(i).words(), other.words()));
                }
            }
        }
        return pairs;
    }

    /** Returns the only pair of slips that explains a wrong comparison and all others of the same result together. */
    Optional<ComparedPair> pair(Comparison wrong) {
        List<ComparedPair> pairs = wrong.known().get().pairs().stream().filter(pair -> comparisons.stream()
                .noneMatch(other -> other.subject().equals(wrong.subject()) && pair.isRefutedBy(other))).toList();
        return pairs.size() == 1 ? Optional.of(pairs.get(0)) : Optional.empty();
    }

    /**
     * Returns the words of the slips that explain a wrong comparison, though not all others of the same result: those
     * that explain the most of them. More than two say nothing, and so do two that leave others without an explanation:
     * they agree because the case is small.
     */
    Set<String> slipsOfCase(Comparison wrong) {
        List<Comparison> others = comparisons.stream()
                .filter(other -> !other.right() && other.subject().equals(wrong.subject())).toList();
        Map<Long, Set<String>> explained = wrong.fitting().stream().collect(Collectors.groupingBy(
                slip -> others.stream().filter(other -> other.fitting().contains(slip)).count(),
                TreeMap::new, Collectors.toCollection(LinkedHashSet::new)));
        if (explained.isEmpty()) {
            return Set.of();
        }
        long most = Collections.max(explained.keySet());
        Set<String> slips = explained.get(most);
        return slips.size() <= (most == others.size() ? 2 : 1) ? slips : Set.of();
    }

    /** Says in which case a wrong result shows, if it is right in most cases, and what the slips of the case leave open. */
    String where(Comparison wrong, Set<String> slipsOfCase) {
        Set<String> right = cases(wrong.subject(), true);
        Set<String> wrongCases = cases(wrong.subject(), false);
        right.removeAll(wrongCases);
        String others = right.isEmpty() ? "" : right.size() == 1 ? "In another case the result is right"
                : "In " + right.size() + " other cases the result is right";
        if (slipsOfCase.isEmpty()) {
            return wrong.testCase().isEmpty() || right.size() < 2 * wrongCases.size() ? ""
                    : "\nThe case is: " + wrong.testCase() + ". " + others;
        }
        boolean explainsAll = comparisons.stream().filter(c -> !c.right() && c.subject().equals(wrong.subject()))
                .allMatch(c -> c.fitting().containsAll(slipsOfCase));
        return !explainsAll ? "\nIn other cases the result is wrong in another way" : others.isEmpty() ? "" : "\n" + others;
    }

    private Set<String> cases(String subject, boolean right) {
        return comparisons.stream().filter(c -> c.subject().equals(subject) && c.right() == right)
                .map(Comparison::testCase).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
