package org.rnnkit.learner.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.learner.KitCopy;

/** Tests of the view that compares two solutions. */
class SolutionViewTest {

    @TempDir
    private Path folder;

    @Test
    void putsTheReferenceBesideTheStudentsCodeIfThereIsRoom() {
        String shown = beside(3, 160);
        assertThat(shown).doesNotContain("solution>", "package", "/**", "class ").containsPattern(
                "NDArray zero = zeros\\(manager, batchSize, numHiddens\\); +│ return new NDList");
        assertThat(shown.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(160));
    }

    @Test
    void showsHelperMethods() {
        assertThat(beside(3, 160)).contains("private static NDArray zeros");
        assertThat(beside(2, 160)).contains("private static NDArray normal").endsWith("\n}                    │ }\n".replace(
                "                    ", " ".repeat(78)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"String s = \"{\";", "// as in {", "char c = '{'; /* { */", "String s = \"\"\"\n        { \"\"\";"})
    void ignoresBracesInTextsAndComments(String line) {
        KitCopy copy = KitCopy.create(folder);
        String end = "return new NDList(manager.zeros(new Shape(batchSize, numHiddens)))";
        copy.save(copy.step(3), copy.solution(copy.step(3)).replace(end, line + "\n        " + end));
        assertThat(SolutionView.beside(copy.kit(), copy.step(3), 80)).startsWith("Yours:\n\n" + line.replace("\n        ", "\n")
                + "\n" + end + ";\n\nThe reference's:\n");
    }

    @Test
    void putsTheReferenceBelowTheStudentsCodeIfThereIsNoRoom() {
        assertThat(beside(3, 80)).startsWith("Yours:\n\n    NDArray zero =").contains("The reference's:\n\nreturn new NDList")
                .doesNotContain("│");
    }

    @Test
    void saysThatThereIsNoReference() throws IOException {
        KitCopy copy = KitCopy.create(folder);
        Files.delete(folder.resolve("solutions").resolve(copy.step(3).sourceFile()));
        assertThat(SolutionView.beside(copy.kit(), copy.step(3), 160)).contains("has no solutions/");
    }

    @Test
    void breaksLinesThatAreTooLong() {
        assertThat(SolutionView.sideBySide(List.of("x".repeat(60)), List.of("y"), 103)).contains("x".repeat(50) + " │ y\n",
                "x".repeat(10) + " ".repeat(40) + " │\n");
    }

    @Test
    void breaksLinesBetweenWords() {
        assertThat(SolutionView.sideBySide(List.of("  " + "word ".repeat(10) + "last"), List.of("y"), 103))
                .contains("\n  word last" + " ".repeat(39) + " │\n");
    }

    private String beside(int number, int width) {
        KitCopy copy = KitCopy.create(folder.resolve("s" + number + "w" + width));
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
        return SolutionView.beside(copy.kit(), copy.step(number), width);
    }
}
