package org.rnnkit.testkit.board;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.rnnkit.testkit.Mismatch;
import org.rnnkit.testkit.MismatchKind;
import org.rnnkit.testkit.failure.Failure;

/**
 * The choice of the failure that is shown for a step: the one that says most about the cause, over all of the step's tests.
 * Ask only after the last test, because a slip is named only while no test refutes it.
 *
 * @param failures the failures of a step's tests, in order
 */
public record StepMessage(List<Throwable> failures) {

    /** Copies the list. */
    public StepMessage {
        failures = List.copyOf(failures);
    }

    /** Returns the failure with the lowest rank as data, the first of several; empty if nothing failed. */
    public Optional<Failure> shown() {
        return failure().map(StepMessage::data);
    }

    /** Returns a test's failure as data. */
    static Failure data(Throwable failure) {
        return failure instanceof StepFailure known ? known.failure() : Failure.of(String.valueOf(failure.getMessage()));
    }

    /** Returns the failure with the lowest rank, the first of several. */
    public Optional<Throwable> failure() {
        return failures.stream().min(Comparator.comparingInt(this::rank));
    }

    /**
     * Ranks a failure by how much it says about the cause. Of wrong results and exceptions, the kind that more tests end
     * in comes first, since the rarer one is likely to come from a special case.
     *
     * @param failure one of the failures
     * @return 0 for the kind that says most, more for others
     */
    public int rank(Throwable failure) {
        MismatchKind kind = kind(failure);
        return switch (kind) {
            case SLIP, CAUSE -> kind.ordinal();
            case EXPLAINED, DIFFERENCE, GENERAL -> {
                int kinds = MismatchKind.values().length;
                int rarity = failures.size() - (int) failures.stream().filter(other -> kind == kind(other)).count();
                yield kinds * (1 + rarity) + kind.ordinal();
            }
            case OWNERSHIP, ARGUMENT, CONSEQUENCE -> MismatchKind.values().length * (2 + failures.size()) + kind.ordinal();
        };
    }

    private static MismatchKind kind(Throwable failure) {
        if (failure.getCause() instanceof Mismatch mismatch) {
            return mismatch.kind();
        }
        return failure.getCause() != null && failure.getCause().getCause() != null ? MismatchKind.GENERAL
                : MismatchKind.CONSEQUENCE;
    }
}
