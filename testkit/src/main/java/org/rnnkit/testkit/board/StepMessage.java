package org.rnnkit.testkit.board;

import java.util.Comparator;
import java.util.List;
import org.rnnkit.testkit.Mismatch;

/**
 * Which of a step's failures speaks for the step: the first that names the mistake, if one does. Who owns an array
 * means little while the array is wrong, so that comes after all that the tests say of shapes and values.
 */
public final class StepMessage {

    private StepMessage() {}

    /**
     * Chooses among a step's failures.
     *
     * @param failures what its tests threw, in their order
     * @return the message that helps most, or an empty text where nothing failed
     */
    public static String of(List<Throwable> failures) {
        return failures.stream().min(Comparator.comparingInt(StepMessage::rank))
                .map(failure -> String.valueOf(failure.getMessage())).orElse("");
    }

    /**
     * Says how well a failure speaks for its step.
     *
     * @param failure what a test threw
     * @return 0 for one that names the mistake, more for others
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
