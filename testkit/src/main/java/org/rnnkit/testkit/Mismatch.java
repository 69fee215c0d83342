package org.rnnkit.testkit;

import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rnnkit.testkit.Evidence.Pair;
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
    /** The evidence that a message shows if no slip explains a difference. */
    private final String unexplained;
    private final transient Evidence evidence;
    private final transient Evidence.Comparison comparison;
    private final transient ArrayComparison arrays;

    /** The first lines of a message that names slips. */
    private static final Pattern SLIPS
            = Pattern.compile("^(?:Likely mistake(?: in one case \\([^\\n]*?\\))?|Two likely mistakes): "
                    + "([^\\n]*(?:\\n(?:or|and): [^\\n]*+)*+)\\n?");

    private Mismatch(String message, Kind kind, Throwable cause, String unexplained, Evidence evidence,
            Evidence.Comparison comparison, ArrayComparison arrays) {
        super(message, cause);
        this.kind = kind;
        this.unexplained = unexplained;
        this.evidence = evidence;
        this.comparison = comparison;
        this.arrays = arrays;
    }

    /** Makes a failure whose message says all. */
    static Mismatch of(Kind kind, String message) {
        return new Mismatch(message, kind, null, "", Evidence.current(), null, null);
    }

    /**
     * Makes a failure of a comparison. The slips that explain it are added to the message, or else the sentence for a
     * difference that no slip explains. The arrays may be null.
     */
    static Mismatch of(Evidence.Comparison comparison, String message, String unexplained, ArrayComparison arrays) {
        return new Mismatch(message, Kind.DIFFERENCE, null, unexplained, Evidence.current(), comparison, arrays);
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
        return new Mismatch(message, kind, thrown, "", null, null, null);
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

    /** Returns the kind of mistake, as far as the comparisons up to now show it. */
    public Kind kind() {
        if (comparison == null) {
            return kind;
        }
        return !evidence.slips(comparison).isEmpty() || evidence.pair(comparison).isPresent() ? Kind.SLIP
                : evidence.slipsOfCase(comparison).isEmpty() ? kind : Kind.CASE;
    }

    /** Returns the message: the likely mistake, as far as the comparisons up to now show it, and what came out. */
    @Override
    public String getMessage() {
        if (comparison == null) {
            return super.getMessage() + (kind == Kind.DIFFERENCE ? evidence.explanation() : "");
        }
        Set<String> slips = evidence.slips(comparison);
        if (!slips.isEmpty()) {
            return "Likely mistake: " + String.join("\nor: ", slips) + "\n" + super.getMessage();
        }
        Optional<Pair> pair = evidence.pair(comparison);
        if (pair.isPresent()) {
            return "Two likely mistakes: " + pair.get().first() + "\nand: " + pair.get().second() + "\n" + super.getMessage();
        }
        Set<String> ofCase = evidence.slipsOfCase(comparison);
        return ofCase.isEmpty() ? super.getMessage() + unexplained + evidence.where(comparison, ofCase) + evidence.explanation()
                : "Likely mistake in one case (" + comparison.testCase() + "): " + String.join("\nor: ", ofCase) + "\n"
                        + super.getMessage() + evidence.where(comparison, ofCase);
    }

    /** A sentence that says which part of an array is wrong, if another part of it is right. */
    static final class WrongPart {

        private WrongPart() {}

        /** Returns the sentence; empty if all values are wrong, or nearly all. */
        static String of(double[] actual, double[] expected, double tolerance, Shape shape, List<String> labels) {
            List<Integer> wrong = IntStream.range(0, actual.length)
                    .filter(i -> !Expect.isClose(actual[i], expected[i], tolerance)).boxed().toList();
            if (wrong.size() == 1) {
                return "\nAll other values are right";
            }
            String part = "\n" + wrong.size() + " of " + actual.length + " values are wrong";
            Set<String> parameters = parameters(wrong, labels);
            if (!parameters.isEmpty() && parameters.size() < parameters(IntStream.range(0, actual.length).boxed().toList(),
                    labels).size()) {
                return part + ", all of them in " + String.join(", ", parameters);
            }
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

        /** Returns the parameters that values of a joined vector belong to, by the values' labels, such as "W_xh[0, 1]". */
        private static Set<String> parameters(List<Integer> places, List<String> labels) {
            return places.stream().filter(place -> place < labels.size())
                    .map(place -> labels.get(place).replaceAll("\\[.*", ""))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }
    }
}
