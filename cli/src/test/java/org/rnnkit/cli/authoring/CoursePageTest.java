package org.rnnkit.cli.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.cli.Programs;
import org.rnnkit.grader.kit.CatalogueSolution;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.kit.Misconception;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.StepList;

/** Tests of the tables and lists that instructors read, in a small kit with two steps. */
class CoursePageTest {

    private static final Step FIRST = step(1, "One");
    private static final Step BONUS = step(2, "More");
    private static final String SOLUTION = """
            final class Class1 {
                // <solution-only>
                private int field;

                // </solution-only>
                int method() {
                    // <solution>
                    // A comment.
                    int sum = 1;
                    return sum;
                    // </solution>
                }
            }
            """;

    @TempDir
    private Path kit;

    private Layout layout;
    private CoursePage page;

    private static Step step(int number, String title) {
        return new Step(number, "step" + number + "x", title, "Class" + number, "adds " + number, null, List.of(), 10, 1,
                List.of());
    }

    @BeforeEach
    void writeKit() throws IOException {
        layout = new Layout(kit);
        for (Step step : List.of(FIRST, BONUS)) {
            Programs.write(layout.solution(step), SOLUTION);
        }
        Programs.write(catalogue().resolve(CatalogueSolution.WRONG), """
                tanh-forgotten: {mistake: tanh is missing., message: m, body: b}
                unknown-left-out: {mistake: An <unk> | is left out., message: m, body: b}
                twice: {mistake: It is done twice., message: m, body: b}
                endless-loop: {mistake: It never ends., message: m, body: b}
                """);
        misconceptions("""
                - {belief: Loops are easy., answer: Check both ends., slips: [endless-loop], careless: true}
                - {belief: More is better., answer: Measure it., slips: []}
                - {belief: Letters are enough., answer: Count them., slips: [unknown-left-out]}
                - {belief: Functions are decoration., answer: They are not., slips: [twice, tanh-forgotten]}
                """);
        page = new CoursePage(layout, new StepList(List.of(FIRST), List.of(BONUS)));
    }

    private void misconceptions(String yaml) throws IOException {
        Programs.write(catalogue().resolve(Misconception.FILE), yaml);
    }

    private Path catalogue() {
        return layout.catalogue(FIRST);
    }

    @Test
    void listsTheStepsWithTheirSize() throws IOException {
        assertThat(page.into("<!-- steps -->\n| old |\n\nText.\n")).isEqualTo("""
                <!-- steps -->
                | step | | points | lines |
                |--:|---|--:|--:|
                | 1 | One | 10 | 3 |
                | 1 to 1 | the course | 10 | 3 |
                | 2 | More | 10 | 3 |

                Text.
                """);
    }

    @Test
    void listsTheMisconceptionsWithTheMostWrongSolutionsFirst() throws IOException {
        String text = page.into("<!-- misconceptions 1 -->\n\nText.\n");

        assertThat(text).isEqualTo("""
                <!-- misconceptions 1 -->
                - "Functions are decoration." They are not.
                - "Letters are enough." Count them.
                - "More is better." Measure it.

                Text.
                """);
        assertThat(page.into(text)).isEqualTo(text);
    }

    @Test
    void namesEachStepByItsTitle() throws IOException {
        assertThat(page.into("## Step 1: Old\n## Step 2: More\n")).isEqualTo("## Step 1: One\n## Step 2: More\n");
    }

    @Test
    void hasNoListForAStepWithoutMisconceptions() throws IOException {
        assertThat(page.into("<!-- misconceptions 2 -->\n- old\n\nText.\n"))
                .isEqualTo("<!-- misconceptions 2 -->\n\nText.\n");
    }

    @Test
    void rejectsAWrongSolutionThatIsGone() throws IOException {
        misconceptions("- {belief: b, answer: a, slips: [tanh-forgoten]}\n");

        assertThatIllegalArgumentException().isThrownBy(() -> page.into("<!-- misconceptions 1 -->\n"))
                .withMessageEndingWith("names \"tanh-forgoten\", but mistakes.yaml has no such entry. "
                        + "Remove the name or correct it.");
    }

    @Test
    void rejectsAWrongSolutionThatIsNamedTwice() throws IOException {
        misconceptions("""
                - {belief: b, answer: a, slips: [twice]}
                - {belief: c, answer: a, slips: [endless-loop, twice]}
                """);

        assertThatIllegalArgumentException().isThrownBy(() -> page.into("<!-- misconceptions 1 -->\n"))
                .withMessageEndingWith("names \"twice\" twice. Keep it in one place only.");
    }
}
