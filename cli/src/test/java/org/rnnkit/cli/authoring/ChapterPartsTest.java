package org.rnnkit.cli.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnnkit.cli.authoring.DerivedFiles.ChapterParts;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.StepList;

/** Tests of the parts of a chapter that are derived. */
class ChapterPartsTest {

    private static final String EXAMPLE = "void it() {\n        // <example>\n        a();\n            b();\n\n        c();\n"
            + "        // </example>\n}\n";
    private static final String WITH_EXAMPLE = "# Step\n\n<!-- example -->\n```java\nold\n```\n\n```java\nother\n```\n";
    private static final String WITH_IMPORTS = "# Step\n\n<!-- imports -->\nold\n\nEnd\n";
    private static final String STUB = "package p;\n\nimport a.Known;\n\nclass Thing {}\n";
    private static final Step FIRST = step(1, "One");
    private static final Step SECOND = step(2, "Two $1");
    private static final Step BONUS = step(3, "More");
    private static final StepList STEPS = new StepList(List.of(FIRST, SECOND), List.of(BONUS));

    @Test
    void putsTheTestsLinesIntoTheBlockOfTheExample() {
        assertThat(ChapterParts.withExample(WITH_EXAMPLE, EXAMPLE)).isEqualTo(
                "# Step\n\n<!-- example -->\n```java\na();\n    b();\n\nc();\n```\n\n```java\nother\n```\n");
    }

    @Test
    void saysThatAnExampleIsMissing() {
        assertThatIllegalArgumentException().isThrownBy(() -> ChapterParts.withExample("# Step", EXAMPLE))
                .withMessageContaining("the chapter has no");
        assertThatIllegalArgumentException().isThrownBy(() -> ChapterParts.withExample(WITH_EXAMPLE, "nothing"))
                .withMessageContaining("the test has no");
    }

    @Test
    void namesTheImportsThatTheStubDoesNotHave() {
        assertThat(ChapterParts.withImports(WITH_IMPORTS, """
                /*
                import no.Comment;
                */
                package p;

                import a.Known;
                import b.First; // why
                import c.Second;
                import static d.Numbers.ONE;

                class Thing {
                    String text = \"""
                import no.Text;
                \""";
                }
                """, STUB)).isEqualTo("# Step\n\n<!-- imports -->\n"
                + "Imports to add: `b.First`, `c.Second`.\n\nEnd\n");
    }

    @Test
    void saysSoWhereTheStubHasAllImports() {
        assertThat(ChapterParts.withImports(WITH_IMPORTS, STUB, STUB))
                .contains("\nNo imports to add.\n");
    }

    @Test
    void saysThatThePlaceOfTheImportsIsMissing() {
        assertThatIllegalArgumentException().isThrownBy(() -> ChapterParts.withImports("# Step", STUB, STUB))
                .withMessageContaining("no line after <!-- imports -->");
    }

    private static Step step(int number, String title) {
        return new Step(number, "step" + number + "x", title, "Class" + number, "adds " + number, null, List.of(), 1, 1,
                List.of());
    }

    @Test
    void writesHeadingTablesAndTheWayOn() {
        String chapter = """
                # Step 7: Old

                <!-- steps -->
                | old |
                | old |

                <!-- bonus steps -->
                | old |

                Text.

                <!-- next -->
                Next: old.
                """;
        assertThat(ChapterParts.withSteps(chapter, FIRST, STEPS)).isEqualTo("""
                # Step 1: One

                <!-- steps -->
                | step | you write | what it adds |
                |---|---|---|
                | 1 | `Class1` | adds 1 |
                | 2 | `Class2` | adds 2 |

                <!-- bonus steps -->
                | step | you write | what it adds |
                |---|---|---|
                | 3 | [`Class3`](../step3x/README.md) | adds 3 |

                Text.

                <!-- next -->
                Next: [step 2, Two $1](../step2x/README.md).
                """);
    }

    @Test
    void endsWithTheLastStepOfEachList() {
        String chapter = "# Step\n\n<!-- next -->\nNext: old.\n";
        assertThat(ChapterParts.withSteps(chapter, SECOND, STEPS)).isEqualTo("# Step 2: Two $1\n\n<!-- next -->\n");
        assertThat(ChapterParts.withSteps(chapter, BONUS, STEPS)).isEqualTo("# Step 3: More\n\n<!-- next -->\n");
    }
}
