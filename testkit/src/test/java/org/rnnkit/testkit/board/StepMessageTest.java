package org.rnnkit.testkit.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Mismatch;
import org.rnnkit.testkit.MismatchKind;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.failure.Failure;

/** Tests of which of a step's failures is shown. */
class StepMessageTest {

    private static final Throwable SLIP = failure(() -> Expect.number("a sum", 0, 1, 0, Slip.of("it is zero", 0)));
    private static final Throwable CAUSE = failure(() -> Expect.that(false, "the list was changed"));
    private static final Throwable DIFFERENCE = failure(() -> Expect.difference(false, () -> "2 epochs, expected 3"));
    private static final Throwable OWNERSHIP = failure(() -> Expect.ownership(false, () -> "2 arrays were left"));
    private static final Throwable ARGUMENT = failure(() -> Expect.illegalArgument("predict", () -> { }));
    private static final Throwable CONSEQUENCE = failure(() -> Expect.consequence(false, () -> "it does not learn"));
    private static final Throwable EXPLAINED = thrown("in this step it means", MismatchKind.EXPLAINED);
    private static final Throwable GENERAL = thrown("a manager was used after it was closed", MismatchKind.GENERAL);

    private static Throwable failure(ThrowingCallable check) {
        Throwable mismatch = catchThrowable(check);
        return new AssertionFailedError(mismatch.getMessage(), mismatch);
    }

    private static Throwable thrown(String message, MismatchKind kind) {
        return new AssertionFailedError(message,
                Mismatch.explained(Failure.of(message), new IllegalStateException(), kind));
    }

    private static String shown(Throwable... failures) {
        return new StepMessage(List.of(failures)).shown().orElseThrow().text();
    }

    @Test
    void showsWhatSaysMostAboutTheCause() {
        List<Throwable> best = List.of(SLIP, CAUSE, EXPLAINED, DIFFERENCE, GENERAL, OWNERSHIP, ARGUMENT, CONSEQUENCE);
        for (int i = 0; i < best.size(); i++) {
            for (int j = i + 1; j < best.size(); j++) {
                assertThat(shown(best.get(j), best.get(i))).isEqualTo(best.get(i).getMessage());
                assertThat(shown(best.get(i), best.get(j))).isEqualTo(best.get(i).getMessage());
            }
        }
    }

    @Test
    void ofResultsAndExceptionsTheOneOfMoreTestsComesFirst() {
        assertThat(shown(EXPLAINED, DIFFERENCE, DIFFERENCE)).isEqualTo(DIFFERENCE.getMessage());
        assertThat(shown(DIFFERENCE, GENERAL, GENERAL)).isEqualTo(GENERAL.getMessage());
        assertThat(shown(OWNERSHIP, OWNERSHIP, OWNERSHIP, GENERAL)).isEqualTo(GENERAL.getMessage());
        assertThat(shown(DIFFERENCE, DIFFERENCE, DIFFERENCE, CAUSE)).isEqualTo(CAUSE.getMessage());
    }

    @Test
    void ofSeveralAlikeTheFirstIsShown() {
        Throwable other = failure(() -> Expect.that(false, "the state was changed"));
        assertThat(shown(DIFFERENCE, other, CAUSE)).isEqualTo("the state was changed");
    }

    @Test
    void anExceptionThatNobodyExplainedComesBeforeOneWithoutACause() {
        Throwable unexplained = new AssertionFailedError("x", new AssertionError("x", new IllegalStateException("y")));
        assertThat(shown(new AssertionError("z"), unexplained)).isEqualTo("x");
    }

    @Test
    void nothingFailed() {
        assertThat(new StepMessage(List.of()).shown()).isEmpty();
    }
}
