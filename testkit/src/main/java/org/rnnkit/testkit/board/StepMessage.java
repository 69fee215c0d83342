package org.rnnkit.testkit.board;

import java.util.Comparator;
import java.util.List;
import org.rnnkit.testkit.Mismatch;

/**
 * The choice of the failure that is shown for a step: the first that names the mistake, if one does. Failures about the
 * owner of an array come after those about shapes and values, since they matter little while the values are wrong.
 */
public final class StepMessage {

    private StepMessage() {}

    /**
     * Chooses the message to show.
     *
     * @param failures the failures of its tests, in order
     * @return the message that helps most; empty if nothing failed
     */
    public static String of(List<Throwable> failures) {
        return failures.stream().min(Comparator.comparingInt(StepMessage::rank))
                .map(failure -> String.valueOf(failure.getMessage())).orElse("");
    }

    /**
     * Ranks a failure by how well it explains the mistake.
     *
     * @param failure the failure of a test
     * @return 0 for a failure that names the mistake, more for others
     */
    public static int rank(Throwable failure) {
        if (failure.getCause() instanceof Mismatch mismatch) {
            return switch (mismatch.kind()) {
                case NAMED -> 0;
                case VALUES -> 1;
                case OWNERSHIP -> 3;
            };
        }
        return failure.getCause() != null && failure.getCause().getCause() != null ? 2 : 4;
    }
}
