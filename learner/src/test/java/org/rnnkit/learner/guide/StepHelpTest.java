package org.rnnkit.learner.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.learner.KitCopy;
import org.rnnkit.testkit.steps.Step;

/** Tests of the view that compares two solutions. */
class StepHelpTest {

    @TempDir
    private Path folder;

    @Test
    void putsTheReferenceBelowTheStudentsCode() {
        assertThat(shown(3)).startsWith("Yours:\n\n    NDArray zero =").contains("\n\nThe reference's:\n\nreturn new NDList")
                .doesNotContain("solution>", "package", "/**", "class ");
    }

    @Test
    void showsHelperMethods() {
        assertThat(shown(3)).contains("private static NDArray zeros");
        assertThat(shown(2)).contains("private static NDArray normal").endsWith("\n}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"String s = \"{\";", "// as in {", "char c = '{'; /* { */", "String s = \"\"\"\n        { \"\"\";"})
    void ignoresBracesInTextsAndComments(String line) {
        KitCopy copy = KitCopy.create(folder);
        String end = "return new NDList(manager.zeros(new Shape(batchSize, numHiddens)))";
        copy.save(copy.step(3), copy.solution(copy.step(3)).replace(end, line + "\n        " + end));
        assertThat(StepHelp.solution(copy.kit(), copy.step(3))).startsWith("Yours:\n\n" + line.replace("\n        ", "\n")
                + "\n" + end + ";\n\nThe reference's:\n");
    }

    @Test
    void namesOtherRightWays() throws IOException {
        KitCopy copy = KitCopy.create(folder);
        Step step = copy.step(3);
        assertThat(StepHelp.findSolutions(copy.kit(), step).orElseThrow().otherWays()).isEmpty();
        copy.save(step, copy.solution(step));
        Path catalogue = Files.createDirectories(copy.kit().layout().catalogue(step));
        Files.writeString(catalogue.resolve("right.yaml"), """
                with-zeros:
                  style: With zeros.
                  change: |
                    - return new NDList(manager.zeros(new Shape(batchSize, numHiddens)));
                    + return new NDList(zeros(new Shape(batchSize, numHiddens)));
                """);
        assertThat(StepHelp.findSolutions(copy.kit(), step).orElseThrow().otherWays()).hasEntrySatisfying("With zeros.",
                lines -> assertThat(lines).singleElement().asString().startsWith("return new NDList(zeros("));
        assertThat(StepHelp.solution(copy.kit(), step)).contains("Other right ways, in ").endsWith("\n  With zeros.\n");
    }

    @Test
    void countsTheHintsOfEachStep() {
        KitCopy copy = KitCopy.create(folder);
        Step step = copy.step(3);
        assertThat(StepHelp.chooseHint(copy.kit(), step, true)).as("none was shown").isEqualTo(1);
        assertThat(StepHelp.chooseHint(copy.kit(), step, true)).isEqualTo(2);
        assertThat(StepHelp.chooseHint(copy.kit(), copy.step(4), true)).isEqualTo(1);
        IntStream.range(0, step.hints().size()).forEach(i -> StepHelp.chooseHint(copy.kit(), step, true));
        assertThat(StepHelp.chooseHint(copy.kit(), step, true)).as("there are no more").isEqualTo(step.hints().size());
        assertThat(StepHelp.chooseHint(copy.kit(), step, false)).as("begins again").isEqualTo(1);
        assertThat(StepHelp.chooseHint(copy.kit(), step, true)).isEqualTo(2);
    }

    @Test
    void saysThatThereIsNoReference() throws IOException {
        KitCopy copy = KitCopy.create(folder);
        Files.delete(folder.resolve("solutions").resolve(copy.step(3).sourceFile()));
        assertThat(StepHelp.solution(copy.kit(), copy.step(3))).contains("has no solutions/");
    }

    private String shown(int number) {
        KitCopy copy = KitCopy.create(folder.resolve("s" + number));
        String own = copy.solution(copy.step(number)).replaceFirst("import", "import java.util.List;\nimport")
                .replaceAll(" *// </?solution.*\n", "")
                .replaceFirst("return new NDList\\(manager.zeros.*\n    }\n", """
                        NDArray zero = zeros(manager, batchSize, numHiddens);
                                return new NDList(zero);
                            }

                            private static NDArray zeros(NDManager manager, int batchSize, int numHiddens) {
                                return manager.zeros(new Shape(batchSize, numHiddens));
                            }
                        """);
        copy.save(copy.step(number), own);
        return StepHelp.solution(copy.kit(), copy.step(number));
    }
}
