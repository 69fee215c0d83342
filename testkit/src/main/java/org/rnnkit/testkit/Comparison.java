package org.rnnkit.testkit;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * One comparison of a result with the expected one. What a slip gives is computed when a message needs it: with right solutions
 * never, and with a wrong one only as long as no other comparison has refuted the slip.
 */
final class Comparison {

    /** The fewest values of a result that two slips can explain together. */
    private static final int FEWEST_OF_PAIR = 4;

    private static final double FAR_BEYOND = 1e4;
    /** The largest difference that rounding makes between a wrong result and its slip. A right result may be exact, as a 0. */
    private static final double ROUNDING = 1e-5;

    private final String subject;
    private final boolean right;
    private final Supplier<Map<String, BooleanSupplier>> slips;
    private final Supplier<Set<ComparedPair>> pairs;
    private final Map<String, Boolean> known = new HashMap<>();
    private Map<String, BooleanSupplier> all;

    private Comparison(String subject, boolean right, Supplier<Map<String, BooleanSupplier>> slips,
            Supplier<Set<ComparedPair>> pairs) {
        this.subject = subject;
        this.right = right;
        this.slips = slips;
        this.pairs = pairs;
    }

    /**
     * Makes a comparison that is made in a way of its own.
     *
     * @param subject the result, such as "logits"
     * @param right whether the result is right
     * @param slips for each slip, whether it gives this result
     */
    static Comparison of(String subject, boolean right, Supplier<Map<String, Boolean>> slips) {
        return new Comparison(subject, right, () -> {
            Map<String, BooleanSupplier> fits = new HashMap<>();
            slips.get().forEach((words, fitting) -> fits.put(words, () -> fitting));
            return fits;
        }, Set::of);
    }

    /** Makes a comparison of numbers. */
    static Comparison of(String subject, double[] actual, double[] expected, double tolerance, Supplier<Slip[]> slips) {
        return new Comparison(subject, Expect.isClose(actual, expected, tolerance), () -> {
            Map<String, BooleanSupplier> fits = new LinkedHashMap<>();
            for (Slip slip : slips.get()) { // several wrong results may have the same words
                fits.merge(slip.words(), () -> isGiven(actual, slip.values(), expected, tolerance),
                        (one, other) -> () -> one.getAsBoolean() || other.getAsBoolean());
            }
            return fits;
        }, () -> pairs(actual, expected, tolerance, slips.get()));
    }

    /**
     * Tells whether a wrong result is what a slip gives. Where both are far beyond the right one, rounding and float32's range
     * decide what comes out: then they count as the same. Where NaN or infinity is expected, the tolerance may be NaN.
     */
    private static boolean isGiven(double[] actual, double[] wrong, double[] expected, double tolerance) {
        return Expect.isClose(actual, wrong, tolerance > ROUNDING ? tolerance : ROUNDING) || actual.length == wrong.length
                && Math.min(largest(actual), largest(wrong)) > FAR_BEYOND * Math.max(1, largest(expected));
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Double.isFinite(value) ? Math.max(largest, Math.abs(value)) : Double.POSITIVE_INFINITY;
        }
        return largest;
    }

    String subject() {
        return subject;
    }

    boolean isRight() {
        return right;
    }

    /** Returns the words of all slips of this comparison. */
    synchronized Set<String> slips() {
        if (all == null) {
            all = slips.get();
        }
        return all.keySet();
    }

    /** Tells whether a slip gives this result. */
    synchronized boolean isGivenBy(String slip) {
        return slips().contains(slip) && known.computeIfAbsent(slip, words -> all.get(words).getAsBoolean());
    }

    /** Tells whether a slip would give another result. A slip that this comparison does not have says nothing. */
    boolean refutes(String slip) {
        return slips().contains(slip) && !isGivenBy(slip);
    }

    /** Tells whether two slips together, of which at least one shows here, would give another result. */
    boolean refutes(ComparedPair pair) {
        return (refutes(pair.first()) || refutes(pair.second())) && !pairs().contains(pair);
    }

    /** Returns the pairs of slips that give this result together, where no single one does. */
    Set<ComparedPair> pairs() {
        return slips().stream().anyMatch(this::isGivenBy) ? Set.of() : pairs.get();
    }

    /**
     * Returns the pairs of slips whose differences add up to that of a wrong result: two mistakes that do not act on each
     * other. A few values may add up by chance.
     */
    private static Set<ComparedPair> pairs(double[] actual, double[] expected, double tolerance, Slip[] slips) {
        Set<ComparedPair> pairs = new LinkedHashSet<>();
        if (actual.length < FEWEST_OF_PAIR || actual.length != expected.length
                || Expect.isClose(actual, expected, tolerance)) {
            return pairs;
        }
        List<Slip> comparable = Arrays.stream(slips).map(slip -> new Slip(slip.words(), slip.values()))
                .filter(slip -> slip.values().length == actual.length
                        && !Expect.isClose(slip.values(), expected, tolerance)).toList();
        for (int i = 0; i < comparable.size(); i++) {
            for (Slip other : comparable.subList(i + 1, comparable.size())) {
                double[] one = comparable.get(i).values();
                double[] two = other.values();
                if (!other.words().equals(comparable.get(i).words()) && IntStream.range(0, actual.length).allMatch(k ->
                        Expect.isClose(actual[k], one[k] + two[k] - expected[k], tolerance))) {
                    pairs.add(new ComparedPair(comparable.get(i).words(), other.words()));
                }
            }
        }
        return pairs;
    }
}
