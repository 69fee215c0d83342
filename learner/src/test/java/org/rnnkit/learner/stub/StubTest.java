package org.rnnkit.learner.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** Stubs from solutions. */
class StubTest {

    private static final String SOLUTION = """
            package org.rnnkit.step1onehot;

            import a.Kept;
            import b.OnlyInside;

            /** A step. */
            public final class Thing {
                // <solution-only>
                private int secret;
                // </solution-only>

                /** Does it. */
                public static Kept run() {
                    // <solution>
                    return OnlyInside.answer();
                    // </solution>
                }
            }
            """;

    @Test
    void takesBodiesHelpersAndNeedlessImportsOut() {
        assertThat(Stub.of(SOLUTION, "Thing", 1)).isEqualTo("""
                package org.rnnkit.step1onehot;

                import a.Kept;
                import org.rnnkit.toolkit.NotImplementedYet;

                /** A step. */
                public final class Thing {

                    /** Does it. */
                    public static Kept run() {
                        // TODO step 1: replace this line and the next by your code.
                        throw new NotImplementedYet(Thing.class);
                    }
                }
                """);
    }

    @Test
    void refusesMarkersWithoutPartner() {
        assertThatIllegalArgumentException().isThrownBy(() -> Stub.of(SOLUTION.replace("// </solution>", ""), "Thing", 1))
                .withMessageContaining("<solution> has no end");
        assertThatIllegalArgumentException().isThrownBy(() -> Stub.of(SOLUTION.replace("// <solution>", ""), "Thing", 1))
                .withMessageContaining("without a beginning");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stub.of(SOLUTION.replace("// </solution-only>", ""), "Thing", 1))
                .withMessageContaining("inside <solution-only>");
    }
}
