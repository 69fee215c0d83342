package org.rnnkit.learner.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/** Tests of stubs made from solutions. */
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
    void removesBodiesHelpersAndUnneededImports() {
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
    void keepsTheImportsThatTheStubNeeds() {
        assertThat(Stub.of("""
                /* A licence; with
                import no.Licence;
                */
                package org.rnnkit.step1onehot;

                import a.Kept; // for its type
                import static a.Numbers.ONE;
                import a.Linked;
                import a.InText;
                import a.InRemark;
                import a.all.*;

                /** See {@link Linked#run(int)}. */
                public final class Thing {
                    // InRemark is not needed.
                    static final String TEXT = \"""
                import InText;
                \""" + "InText" + ONE;

                    public static Kept run() {
                        // <solution>
                        return InText.use(InRemark.get());
                        // </solution>
                    }
                }
                """, "Thing", 1)).isEqualTo("""
                /* A licence; with
                import no.Licence;
                */
                package org.rnnkit.step1onehot;

                import a.Kept; // for its type
                import a.Linked;
                import a.all.*;
                import org.rnnkit.toolkit.NotImplementedYet;
                import static a.Numbers.ONE;

                /** See {@link Linked#run(int)}. */
                public final class Thing {
                    // InRemark is not needed.
                    static final String TEXT = \"""
                import InText;
                \""" + "InText" + ONE;

                    public static Kept run() {
                        // TODO step 1: replace this line and the next by your code.
                        throw new NotImplementedYet(Thing.class);
                    }
                }
                """);
    }

    @Test
    void leavesTheFrameAroundAPartOfABody() {
        assertThat(Stub.of("""
                package p;

                class Thing {
                    int run() {
                        int sum = 0;
                        // <solution>
                        sum += 1;
                        // </solution>

                        return sum;
                    }
                }
                """, "Thing", 8)).isEqualTo("""
                package p;

                import org.rnnkit.toolkit.NotImplementedYet;

                class Thing {
                    int run() {
                        int sum = 0;
                        // TODO step 8: replace this line and the next by your code.
                        NotImplementedYet.raise(Thing.class);
                        // Your code ends here.

                        return sum;
                    }
                }
                """);
    }

    @Test
    void importsItsExceptionIfTheSolutionHasNoImports() {
        assertThat(Stub.of("package p;\n\nclass Thing {\n    // <solution>\n    // </solution>\n}\n", "Thing", 1))
                .startsWith("package p;\n\nimport org.rnnkit.toolkit.NotImplementedYet;\n\nclass Thing {\n");
    }

    @Test
    void rejectsMarkersWithoutPartner() {
        assertThatIllegalArgumentException().isThrownBy(() -> Stub.of(SOLUTION.replace("// </solution>", ""), "Thing", 1))
                .withMessageContaining("<solution> has no end");
        assertThatIllegalArgumentException().isThrownBy(() -> Stub.of(SOLUTION.replace("// <solution>", ""), "Thing", 1))
                .withMessageContaining("without a beginning");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stub.of(SOLUTION.replace("// </solution-only>", ""), "Thing", 1))
                .withMessageContaining("inside <solution-only>");
    }
}
