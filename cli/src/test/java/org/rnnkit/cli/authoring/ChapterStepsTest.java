package org.rnnkit.cli.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps.StepList;

/** Tests of the parts of a chapter that follow from steps.yaml. */
class ChapterStepsTest {

    private static final Step FIRST = step(1, "One");
    private static final Step SECOND = step(2, "Two $1");
    private static final Step BONUS = step(3, "More");
    private static final ChapterSteps PARTS = new ChapterSteps(new StepList(List.of(FIRST, SECOND), List.of(BONUS)));

    private static Step step(int number, String title) {
        return new Step(number, "step" + number + "x", title, "Class" + number, "adds " + number, null, List.of(), 1, 1,
                List.of(), false);
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
        assertThat(PARTS.into(chapter, FIRST)).isEqualTo("""
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
        assertThat(PARTS.into(chapter, SECOND)).isEqualTo("# Step 2: Two $1\n\n<!-- next -->\n");
        assertThat(PARTS.into(chapter, BONUS)).isEqualTo("# Step 3: More\n\n<!-- next -->\n");
    }
}
