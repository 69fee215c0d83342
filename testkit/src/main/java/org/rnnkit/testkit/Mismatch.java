package org.rnnkit.testkit;

import java.util.List;
import java.util.Set;
import org.rnnkit.testkit.failure.Failure;

/**
 * A failure of a graded test whose message explains the mistake. The message of a wrong result depends on the other
 * comparisons of the run, so it can change until all tests have run.
 */
public final class Mismatch extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final MismatchKind kind;
    /** The result of this comparison alone. {@link #failure} adds the mistakes that explain all comparisons. */
    private final transient Failure failure;
    /** The evidence that a message shows if no slip explains a difference. */
    private final String unexplained;
    private final transient Evidence evidence;
    private final transient Comparison comparison;

    private Mismatch(Failure failure, MismatchKind kind, Throwable cause, String unexplained, Evidence evidence,
            Comparison comparison) {
        super(failure.text(), cause);
        this.failure = failure;
        this.kind = kind;
        this.unexplained = unexplained;
        this.evidence = evidence;
        this.comparison = comparison;
        if (evidence != null) {
            evidence.failed(this);
        }
    }

    /** Makes a failure that is no comparison. */
    static Mismatch of(MismatchKind kind, Failure failure) {
        return new Mismatch(failure, kind, null, "", Evidence.current(), null);
    }

    /**
     * Makes a failure of a comparison. The slips that explain it are added to the message, or else the sentence for a
     * difference that no slip explains.
     */
    static Mismatch of(Comparison comparison, Failure failure, String unexplained) {
        return new Mismatch(failure, MismatchKind.DIFFERENCE, null, unexplained, Evidence.current(), comparison);
    }

    /**
     * Makes a failure from an exception whose meaning is known.
     *
     * @param failure the meaning, and the exception in words
     * @param thrown the exception
     * @param kind whether the meaning is that in this step ({@link MismatchKind#EXPLAINED}) or in general ({@link
     * MismatchKind#GENERAL})
     * @return the failure
     */
    public static Mismatch explained(Failure failure, Throwable thrown, MismatchKind kind) {
        return new Mismatch(failure, kind, thrown, "", null, null);
    }

    /** Returns the kind of mistake, as far as the comparisons up to now show it. */
    public MismatchKind kind() {
        boolean isExplained = comparison != null
                && (!evidence.slips(comparison).isEmpty() || evidence.pair(comparison).isPresent());
        return isExplained ? MismatchKind.SLIP : kind;
    }

    /** Returns what failed, with the likely mistake as far as the comparisons up to now show it. */
    public Failure failure() {
        if (comparison == null) {
            return kind == MismatchKind.DIFFERENCE ? failure.with(evidence.explanation()) : failure;
        }
        Set<String> slips = evidence.slips(comparison);
        if (!slips.isEmpty()) {
            return failure.withMistakes(List.copyOf(slips), false);
        }
        return evidence.pair(comparison).map(pair -> failure.withMistakes(List.of(pair.first(), pair.second()), true))
                .orElseGet(() -> failure.with(unexplained).with(evidence.explanation()));
    }

    /** Returns the message: the likely mistake, as far as the comparisons up to now show it, and what came out. */
    @Override
    public String getMessage() {
        return failure().text();
    }
}
