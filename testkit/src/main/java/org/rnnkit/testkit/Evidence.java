package org.rnnkit.testkit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The comparisons of one step's tests in one run, right and wrong ones. A slip is named only if it explains every wrong
 * comparison of the same result and predicts no difference where the result is right: within one case a slip can give the
 * observed numbers by chance (one hidden unit, θ = 1).
 */
public final class Evidence {

    private static final ThreadLocal<Evidence> CURRENT = ThreadLocal.withInitial(Evidence::new);

    private final List<Comparison> comparisons = new ArrayList<>();
    private String testCase = "";

    /**
     * One comparison of a result with the expected one.
     *
     * @param subject the result, such as "logits"
     * @param testCase the parameters of the test; empty if it has none
     * @param right whether the result is right
     * @param fitting the slips that give exactly this wrong result
     * @param refuted the slips that would give another result
     */
    record Comparison(String subject, String testCase, boolean right, Set<String> fitting, Set<String> refuted) {}

    /** Collects the comparisons of this thread here from now on. */
    public void collect(String parametersOfTheTest) {
        testCase = parametersOfTheTest;
        CURRENT.set(this);
    }

    /** Ends the collection of this thread's comparisons. */
    public static void stop() {
        CURRENT.remove();
    }

    static Evidence current() {
        return CURRENT.get();
    }

    /**
     * Adds a comparison.
     *
     * @param name the name of the result; what follows a bracket belongs to the case
     * @param right whether the result is right
     * @param fitting the slips that give this result
     * @param refuted the slips that give another one
     * @return the comparison
     */
    Comparison add(String name, boolean right, Set<String> fitting, Set<String> refuted) {
        Comparison comparison = new Comparison(name.replaceAll("\\s*\\(.*", ""), testCase, right, fitting, refuted);
        comparisons.add(comparison);
        return comparison;
    }

    /** Returns the words of the slips that explain a wrong comparison and all others of the same result. */
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
        return slips;
    }

    /** Says in which case a wrong result shows, if it is right in most cases. */
    String where(Comparison wrong) {
        Set<String> right = cases(wrong.subject(), true);
        Set<String> wrongCases = cases(wrong.subject(), false);
        right.removeAll(wrongCases);
        if (wrong.testCase().isEmpty() || right.size() < 2 * wrongCases.size()) {
            return "";
        }
        return "\nThe case is: " + wrong.testCase() + ". In " + right.size() + " other cases the result is right";
    }

    private Set<String> cases(String subject, boolean right) {
        return comparisons.stream().filter(c -> c.subject().equals(subject) && c.right() == right)
                .map(Comparison::testCase).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
