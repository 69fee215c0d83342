package org.rnnkit.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The comparisons of one step's tests in one run, right and wrong ones. A slip is named only if it explains every wrong
 * comparison of the same result and predicts no difference where the result is right: within one case a slip can give the
 * observed numbers by chance (one hidden unit, θ = 1).
 */
public final class Evidence {

    /** More slips than these, which nothing tells apart, are no cause that a student can look for. */
    private static final int MOST_SLIPS = 2;
    private static final ThreadLocal<Evidence> CURRENT = ThreadLocal.withInitial(Evidence::new);

    private static volatile Consumer<SlipResults> observer;

    private final List<Comparison> comparisons = new ArrayList<>();
    private String testCase = "";
    private NamedSizes sizes = NamedSizes.in("");
    private String explanation = "";
    private Mismatch latest;
    /** The name of the test's code that the step has called, until this code returns; empty otherwise. */
    private String unended = "";

    /** Collects the comparisons of this thread here from now on, for a test in words. */
    public void collect(String test) {
        testCase = test;
        forgetFailures();
        sizes = NamedSizes.in(test);
        CURRENT.set(this);
    }

    /** Begins a drawn case. Its whole numbers are sizes that a message may name. */
    public void enter(Map<String, Object> values) {
        testCase = values.toString();
        forgetFailures();
        Map<String, Long> whole = new HashMap<>();
        values.forEach((name, value) -> {
            if (value instanceof Long size) {
                whole.put(name, size);
            }
        });
        sizes = NamedSizes.in("").with(whole);
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
        explanation = explanation.isEmpty() ? "Another test ends in an exception: " + exception : explanation;
    }

    String explanation() {
        return explanation;
    }

    /** Passes on what slips would give in each comparison from now on: the kit looks for slips that no test tells apart. */
    public static void observe(Consumer<SlipResults> newObserver) {
        observer = newObserver;
    }

    /** Collects the comparisons of the calling thread here, too, as for a test that calls a step on another thread. */
    public void collectOfThisThread() {
        CURRENT.set(this);
    }

    /** Ends the collection of this thread's comparisons. */
    public static void stop() {
        CURRENT.remove();
    }

    /** Returns the collection of this thread. */
    public static Evidence current() {
        return CURRENT.get();
    }

    /** Tells the observer, if there is one, what the slips would give. */
    void tellObserver(String name, double[] expected, double tolerance, Supplier<Slip[]> slips) {
        if (observer != null) {
            observer.accept(new SlipResults(subject(name), testCase, expected, tolerance, List.of(slips.get())));
        }
    }

    /** Tells the observer, if there is one, which slips are known of a result that is compared in a way of its own. */
    void tellObserver(String name, Supplier<Set<String>> words) {
        tellObserver(name, new double[0], 0, () -> words.get().stream().map(slip -> new Slip(slip, new double[0]))
                .toArray(Slip[]::new));
    }

    /** Remembers a failure, in case the code that is tested catches it. */
    void failed(Mismatch failure) {
        latest = failure;
    }

    /**
     * Runs code of a test that the step calls, such as the updater's. If the step catches what the code throws, the next such
     * call fails, and so does the test.
     *
     * @param name the code in a message, such as "the updater"
     * @param code the code; it calls no other such code
     * @return its result
     */
    public static <T> T given(String name, Supplier<T> code) {
        Evidence evidence = current();
        evidence.throwWhatWasCaught();
        evidence.unended = name; // before the call: after a stack overflow there may be no room for it
        T result = code.get();
        evidence.unended = "";
        return result;
    }

    /** Runs code of a test that the step calls and that has no result. */
    public static void given(String name, Runnable code) {
        given(name, () -> {
            code.run();
            return null;
        });
    }

    /** Throws what the step has caught in this test: a mistake that is hidden is a mistake. */
    public void throwWhatWasCaught() {
        if (latest != null) {
            throw latest;
        }
        if (!unended.isEmpty()) {
            throw Expect.failure(unended + " threw an exception or an error, but the step caught it and went on: don't catch "
                    + "exceptions, or nobody notices a mistake");
        }
    }

    /** Returns the number of comparisons up to now, for {@link #forgetSince}. */
    public int size() {
        return comparisons.size();
    }

    /** Forgets the latest comparisons and failures: those of a call whose mistake is another one. */
    public void forgetSince(int size) {
        comparisons.subList(size, comparisons.size()).clear();
        forgetFailures();
    }

    private void forgetFailures() {
        latest = null;
        unended = "";
    }

    /** Adds a comparison. */
    Comparison add(Comparison comparison) {
        comparisons.add(comparison);
        return comparison;
    }

    /** Returns what the result is called in every case: what follows a bracket in its name belongs to the case. */
    static String subject(String name) {
        int bracket = name.indexOf('(');
        return bracket < 0 ? name : name.substring(0, bracket).stripTrailing();
    }

    /**
     * Returns the words of the slips that explain every wrong comparison of a result, and predict no difference where it is
     * right. If there are several, those of them that no other result refutes; more than two say nothing.
     */
    Set<String> slips(Comparison wrong) {
        List<Comparison> same = comparisons.stream().filter(c -> c.subject().equals(wrong.subject())).toList();
        Comparison first = same.stream().filter(c -> !c.isRight()).findFirst().orElse(wrong);
        Set<String> slips = new LinkedHashSet<>(first.slips());
        slips.removeIf(slip -> !first.isGivenBy(slip)
                || same.stream().anyMatch(c -> c.isRight() ? c.refutes(slip) : !c.isGivenBy(slip)));
        Set<String> unrefuted = new LinkedHashSet<>(slips);
        unrefuted.removeIf(slip -> comparisons.stream().anyMatch(c -> c.refutes(slip)));
        Set<String> found = unrefuted.isEmpty() ? slips : unrefuted;
        return found.size() <= MOST_SLIPS ? found : Set.of();
    }

    /** Returns the only pair of slips that explains a wrong comparison and all others of the same result together. */
    Optional<ComparedPair> pair(Comparison wrong) {
        List<Comparison> same = comparisons.stream().filter(c -> c.subject().equals(wrong.subject())).toList();
        Comparison first = same.stream().filter(c -> !c.isRight()).findFirst().orElse(wrong);
        List<ComparedPair> pairs = first.pairs().stream()
                .filter(pair -> same.stream().noneMatch(other -> other.refutes(pair))).toList();
        return pairs.size() == 1 ? Optional.of(pairs.get(0)) : Optional.empty();
    }
}
