package org.rnnkit.testkit;

import java.util.Optional;
import java.util.Set;
import org.rnnkit.testkit.comparison.ArrayComparison;

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
}
