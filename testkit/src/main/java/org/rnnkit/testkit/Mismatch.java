package org.rnnkit.testkit;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rnnkit.testkit.comparison.ArrayComparison;
import org.rnnkit.testkit.comparison.ComparedValues;

/**
 * A failure of a graded test whose message explains the mistake. The message of a wrong result depends on the other
 * comparisons of the run, so it can change until all tests have run.
 */
public final class Mismatch extends AssertionError {

    private static final long serialVersionUID = 1L;

    /** The kind of mistake, from the one that says most about the cause to the one that says least. */
    public enum Kind {
        /** A wrong result that a known slip explains in every case. */
        SLIP,
        /** A sentence that names the cause. */
        CAUSE,
        /** An exception whose meaning in this step is known. */
        EXPLAINED,
        /** A wrong result that no known slip explains. */
        DIFFERENCE,
        /** An exception whose meaning is known, though not its cause in this step. */
        GENERAL,
        /** An array with a wrong owner or lifetime: of little interest while results are wrong. */
        OWNERSHIP,
        /** A wrong argument that is not rejected: a case beside the step's main task. */
        ARGUMENT,
        /** A sentence that many different mistakes lead to. */
        CONSEQUENCE
    }

    private final Kind kind;
    private final transient Evidence evidence;
    private final transient Evidence.Comparison comparison;
    private final transient ArrayComparison arrays;

    /** The words before a slip in a message. */
    private static final String SLIP = "\nThis is what comes out when ";

    private Mismatch(String message, Kind kind, Throwable cause, Evidence evidence, Evidence.Comparison comparison,
            ArrayComparison arrays) {
        super(message, cause);
        this.kind = kind;
        this.evidence = evidence;
        this.comparison = comparison;
        this.arrays = arrays;
    }

    /** Makes a failure whose message says all. */
    static Mismatch of(Kind kind, String message) {
        return new Mismatch(message, kind, null, null, null, null);
    }

    /** Makes a failure of a comparison. The slips that explain it are added to the message. The arrays may be null. */
    static Mismatch of(Evidence.Comparison comparison, String message, ArrayComparison arrays) {
        return new Mismatch(message, Kind.DIFFERENCE, null, Evidence.current(), comparison, arrays);
    }

    /**
     * Makes a failure from an exception whose meaning is known.
     *
     * @param message the exception in words
     * @param thrown the exception
     * @param kind whether the meaning is that in this step ({@link Kind#EXPLAINED}) or in general ({@link Kind#GENERAL})
     * @return the failure
     */
    public static Mismatch explained(String message, Throwable thrown, Kind kind) {
        return new Mismatch(message, kind, thrown, null, null, null);
    }

    /**
     * Returns the array that is wrong and the right one, as data for a drawing.
     *
     * @return the difference, with the slips that explain all comparisons up to now; empty if the failure is not about an
     *     array's shape or values
     */
    public Optional<ArrayComparison> arrays() {
        return Optional.ofNullable(arrays).map(found -> found.withSlips(evidence.slips(comparison)));
    }

    /**
     * Returns the slip that a message names.
     *
     * @param message the message of a test or of a step, without advice after it
     * @return the slip in words; if several are possible, all of them; empty if the message names none
     */
    public static Optional<String> slipIn(String message) {
        int begin = message.indexOf(SLIP);
        return begin < 0 ? Optional.empty() : Optional.of(message.substring(begin + SLIP.length()).replace('\n', ' '));
    }

    /** Returns the kind of mistake, as far as the comparisons up to now show it. */
    public Kind kind() {
        return comparison != null && !evidence.slips(comparison).isEmpty() ? Kind.SLIP : kind;
    }

    /** Returns the message, with the slip if one explains all comparisons up to now. */
    @Override
    public String getMessage() {
        if (comparison == null) {
            return super.getMessage();
        }
        Set<String> slips = evidence.slips(comparison);
        return super.getMessage() + (slips.isEmpty() ? evidence.where(comparison)
                : SLIP + String.join(";\nor when ", slips));
    }

    /**
     * The comparisons of one step's tests in one run, right and wrong ones. A slip is named only if it explains every wrong
     * comparison of the same result and predicts no difference where the result is right: within one case a slip can give the
     * observed numbers by chance (one hidden unit, θ = 1).
     */
    public static final class Evidence {

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

    /** A sentence that says which part of an array is wrong, if another part of it is right. */
    static final class WrongPart {

        private WrongPart() {}

        /** Returns the sentence; empty if all values are wrong, or nearly all. */
        static String of(double[] actual, double[] expected, double tolerance, Shape shape) {
            List<Integer> wrong = IntStream.range(0, actual.length)
                    .filter(i -> !Expect.isClose(actual[i], expected[i], tolerance)).boxed().toList();
            if (wrong.size() == 1) {
                return "\nAll other values are right";
            }
            String part = "\n" + wrong.size() + " of " + actual.length + " values are wrong";
            for (int axis = 0; axis < shape.dimension(); axis++) {
                int place = axis;
                TreeSet<Long> places = new TreeSet<>();
                wrong.forEach(i -> places.add(ComparedValues.indices(i, shape.getShape())[place]));
                long first = places.first();
                long last = places.last();
                if (places.size() < shape.get(axis) && last - first == places.size() - 1) {
                    return part + ", all of them at index " + first + (last > first ? " to " + last : "") + " of axis " + axis;
                }
            }
            return wrong.size() <= actual.length / 2 ? part : "";
        }
    }
}
