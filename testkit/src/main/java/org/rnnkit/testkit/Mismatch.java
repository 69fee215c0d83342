package org.rnnkit.testkit;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rnnkit.testkit.comparison.ArrayComparison;

/**
 * A failure of a graded test whose message explains the mistake. The message of a wrong result depends on the other
 * comparisons of the run, so it can change until all tests have run.
 */
public final class Mismatch extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final MismatchKind kind;
    /** The evidence that a message shows if no slip explains a difference. */
    private final String unexplained;
    private final transient Evidence evidence;
    private final transient Comparison comparison;
    private final transient ArrayComparison arrays;

    /** The first lines of a message that names slips. */
    private static final Pattern SLIPS
            = Pattern.compile("^(?:Likely mistake|Two likely mistakes): "
                    + "([^\\n]*(?:\\n(?:or|and): [^\\n]*+)*+)\\n?");

    private Mismatch(String message, MismatchKind kind, Throwable cause, String unexplained, Evidence evidence,
            Comparison comparison, ArrayComparison arrays) {
        super(message, cause);
        this.kind = kind;
        this.unexplained = unexplained;
        this.evidence = evidence;
        this.comparison = comparison;
        this.arrays = arrays;
        if (evidence != null) {
            evidence.failed(this);
        }
    }

    /** Makes a failure whose message says all. */
    static Mismatch of(MismatchKind kind, String message) {
        return new Mismatch(message, kind, null, "", Evidence.current(), null, null);
    }

    /**
     * Makes a failure of a comparison. The slips that explain it are added to the message, or else the sentence for a
     * difference that no slip explains. The arrays may be null.
     */
    static Mismatch of(Comparison comparison, String message, String unexplained, ArrayComparison arrays) {
        return new Mismatch(message, MismatchKind.DIFFERENCE, null, unexplained, Evidence.current(), comparison, arrays);
    }

    /**
     * Makes a failure from an exception whose meaning is known.
     *
     * @param message the exception in words
     * @param thrown the exception
     * @param kind whether the meaning is that in this step ({@link MismatchKind#EXPLAINED}) or in general ({@link
     * MismatchKind#GENERAL})
     * @return the failure
     */
    public static Mismatch explained(String message, Throwable thrown, MismatchKind kind) {
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
    public MismatchKind kind() {
        boolean isExplained = comparison != null
                && (!evidence.slips(comparison).isEmpty() || evidence.pair(comparison).isPresent());
        return isExplained ? MismatchKind.SLIP : kind;
    }

    /** Returns the message: the likely mistake, as far as the comparisons up to now show it, and what came out. */
    @Override
    public String getMessage() {
        if (comparison == null) {
            return super.getMessage() + (kind == MismatchKind.DIFFERENCE ? evidence.explanation() : "");
        }
        Set<String> slips = evidence.slips(comparison);
        if (!slips.isEmpty()) {
            return "Likely mistake: " + String.join("\nor: ", slips) + "\n" + super.getMessage();
        }
        return evidence.pair(comparison).map(pair -> "Two likely mistakes: " + pair.first() + "\nand: " + pair.second() + "\n"
                + super.getMessage()).orElseGet(() -> super.getMessage() + unexplained + evidence.explanation());
    }
}
