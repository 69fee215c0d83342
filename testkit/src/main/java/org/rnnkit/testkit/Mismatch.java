package org.rnnkit.testkit;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
        /** A wrong result that a known slip explains in this case, but not in all. */
        CASE,
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

    /** The first lines of a message that names slips. */
    private static final Pattern SLIPS
            = Pattern.compile("^Likely mistake(?: in the case \"[^\\n]*?\")?: ([^\\n]*(?:\\nor: [^\\n]*)*)\\n?");

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
     * @param message the message of a test or of a step
     * @return the slip in words; if several are possible, all of them; empty if the message names none
     */
    public static Optional<String> slipIn(String message) {
        Matcher slips = SLIPS.matcher(message);
        return slips.find() ? Optional.of(slips.group(1).replace('\n', ' ')) : Optional.empty();
    }

    /**
     * Removes the slip that a message names.
     *
     * @param message the message of a test or of a step
     * @return what came out
     */
    public static String withoutSlip(String message) {
        return SLIPS.matcher(message).replaceFirst("");
    }

    /** Returns the kind of mistake, as far as the comparisons up to now show it. */
    public Kind kind() {
        if (comparison == null) {
            return kind;
        }
        return !evidence.slips(comparison).isEmpty() ? Kind.SLIP
                : evidence.slipsOfCase(comparison).isEmpty() ? kind : Kind.CASE;
    }

    /** Returns the message: the likely mistake, as far as the comparisons up to now show it, and what came out. */
    @Override
    public String getMessage() {
        if (comparison == null) {
            return super.getMessage();
        }
        Set<String> slips = evidence.slips(comparison);
        if (!slips.isEmpty()) {
            return "Likely mistake: " + String.join("\nor: ", slips) + "\n" + super.getMessage();
        }
        Set<String> ofCase = evidence.slipsOfCase(comparison);
        return (ofCase.isEmpty() ? "" : "Likely mistake in the case \"" + comparison.testCase() + "\": "
                + String.join("\nor: ", ofCase) + "\n") + super.getMessage() + evidence.where(comparison, ofCase);
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
         * @param testCase the test in words: its parameters, or its name if it has none
         * @param right whether the result is right
         * @param fitting the slips that give exactly this wrong result
         * @param refuted the slips that would give another result
         */
        record Comparison(String subject, String testCase, boolean right, Set<String> fitting, Set<String> refuted) {}

        /** Collects the comparisons of this thread here from now on, for a test in words. */
        public void collect(String test) {
            testCase = test;
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
