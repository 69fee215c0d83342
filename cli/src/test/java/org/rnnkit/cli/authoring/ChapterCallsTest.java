package org.rnnkit.cli.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.commons.io.function.Uncheck;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnkit.cli.authoring.SolutionCalls.ApiCall;
import org.rnnkit.grader.TestSteps;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.testkit.steps.Step;

/** Tests that a chapter names the calls that its step needs. */
class ChapterCallsTest {

    private static final Layout LAYOUT = new Layout(Path.of("").toAbsolutePath().getParent());

    @ParameterizedTest
    @MethodSource("org.rnnkit.testkit.steps.Steps#withBonus")
    void everyChapterNamesTheCallsOfItsSolution(Step step) throws IOException {
        SolutionCalls solution = SolutionCalls.in(LAYOUT.solution(step));
        assertThat(solution.calls()).isNotEmpty();
        assertThat(missing(step, solution, Files.readString(LAYOUT.chapter(step)))).isEmpty();
    }

    /** Without a row of its table, a chapter lacks the call of this row. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "9 | monitor.epochFinished( | TrainingMonitor.epochFinished(...)",
        "9 | Prediction.predict( | Prediction.predict(...)",
        "8 | updater.update( | Updater.update(...)",
        "4 | inputs.get(t) | NDArray.get(...)",
        "4 | parameters.get(i) | NDList.get(...)",
        "4 | inputs.getShape() | Shape.get(...)"})
    void saysWhichCallAChapterLacks(int number, String row, String call) throws IOException {
        Step step = TestSteps.withNumber(number);
        String chapter = Files.readString(LAYOUT.chapter(step));
        String shorter = chapter.lines().filter(line -> !line.startsWith("| `" + row)).reduce("", (a, b) -> a + b + "\n");
        assertThat(missing(step, SolutionCalls.in(LAYOUT.solution(step)), shorter)).first(InstanceOfAssertFactories.STRING)
                .startsWith("Chapter " + number + " does not name " + call + ", which " + step.className() + ".java calls")
                .containsPattern("line \\d+\\. Add it to the section .* of " + step.chapterFile() + "\\.$");
    }

    private static List<String> missing(Step step, SolutionCalls solution, String chapter) {
        UnaryOperator<String> linked = link -> Uncheck.apply(Files::readString, LAYOUT.chapter(step).resolveSibling(link));
        return new ChapterCalls(chapter, linked).missing(solution).stream().map(call -> "Chapter " + step.number()
                + " does not name " + call + ", which " + step.className() + ".java calls in line " + call.line()
                + ". Add it to the section \"Calls to know\" of " + step.chapterFile() + ".").toList();
    }

    @Test
    void onlyCodeOfTheSectionAboutCallsCounts(@TempDir Path folder) throws IOException {
        SolutionCalls solution = toy(folder, "long size(NDList list) { return list.size() + list.get(0).size(); }");
        assertThat(missing(solution, """
                # Step

                Before: `list.size()`.

                ## Calls to know

                array.size(), `list.size`, `list.mysize(3)`

                ```java
                list.size();
                ```

                ## Who owns what

                After: `list.size()`.
                """)).hasSize(3);
        assertThat(missing(solution, "# Step\n")).hasSize(3);
        assertThat(missing(solution, "# Step\n\n## Calls to know\n\n`list.size()`, `a.get(0)`\n"))
                .extracting(ApiCall::toString).containsExactly("NDArray.size(...)", "NDList.get(...)");
        assertThat(missing(solution, "# Step\n\n## Calls to know\n\n`list.get(0).size()`, `list.size()`\n")).isEmpty();
    }

    /** A bonus chapter need not repeat the calls of an earlier one. */
    @Test
    void aLinkInTheSectionCountsAsTheCallsOfItsChapter(@TempDir Path folder) throws IOException {
        SolutionCalls solution = toy(folder, "long size(NDList list) { return list.size() + list.get(0).size(); }");
        assertThat(missing(solution, "## Step\n\n## Calls to know\n\n`list.size()`, [two](../step2/README.md)\n")).isEmpty();
        assertThat(missing(solution, "## Step\n\n## Calls to know\n\n`list.size()`, [three](../step3/README.md)\n")).hasSize(2);
        assertThat(missing(solution, "## Step\n\n## Calls to know\n\n`list.size()`\n\n## Next\n\n[two](../step2/README.md)\n"))
                .hasSize(2);
    }

    private static List<ApiCall> missing(SolutionCalls solution, String chapter) {
        return new ChapterCalls(chapter, link -> link.equals("../step2/README.md")
                ? "# Two\n\n## Calls to know\n\n`list.get(0).size()`\n" : "# Three\n").missing(solution);
    }

    @Test
    void findsEachWayToCallAndTheTypeOfTheReceiver(@TempDir Path folder) throws IOException {
        assertThat(toy(folder, """
                long size(NDList list) {
                    try (NDArray all = stack(list); all) {
                        list.forEach(array -> own(array
                                .tanh()));
                    }
                    return list.stream().mapToLong(NDArray::size).sum() + List.of(1, 2).size();
                }

                static NDArray own(NDArray array) {
                    return OneHotEncoding.encode(array, "text".length());
                }
                """).calls()).extracting(call -> call.line() + " " + call).containsExactly("11 NDArray.close(...)",
                "11 NDArray.close(...)", "11 NDArrays.stack(...)", "12 NDList.forEach(...)", "13 NDArray.tanh(...)",
                "15 NDList.stream(...)", "15 NDArray.size(...)", "19 OneHotEncoding.encode(...)");
    }

    private static SolutionCalls toy(Path folder, String methods) throws IOException {
        return SolutionCalls.in(Files.writeString(folder.resolve("Toy.java"), """
                package org.rnnkit.step99toy;

                import static ai.djl.ndarray.NDArrays.stack;

                import ai.djl.ndarray.NDArray;
                import ai.djl.ndarray.NDList;
                import java.util.List;
                import org.rnnkit.step1onehot.OneHotEncoding;
                class Toy {
                """ + methods + "}\n"));
    }
}
