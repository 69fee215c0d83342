package org.rnnkit.grader.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.KitCopy;

/** Two sources to compare. */
class SolutionTest {

    @TempDir
    private Path folder;

    @Test
    void standsBesideOnesOwnWhereThereIsRoom() {
        String shown = beside(160);
        List<String> lines = shown.lines().toList();
        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(160));
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("TODO step 3")
                .matches(".+│.*return new NDList.*"));
        assertThat(shown).doesNotContain("<solution>");
    }

    @Test
    void followsOnesOwnWhereThereIsNot() {
        assertThat(beside(80)).startsWith("Yours:").contains("throw new NotImplementedYet", "The reference's:",
                "return new NDList").doesNotContain("│");
    }

    @Test
    void saysSoWhereThereIsNone() throws IOException {
        KitCopy copy = KitCopy.in(folder);
        Files.delete(folder.resolve("solutions").resolve(copy.step(3).sourceFile()));
        assertThat(Solution.beside(copy.kit(), copy.step(3), 160)).contains("There is no solutions/");
    }

    @Test
    void breaksLinesThatAreTooLong() {
        assertThat(SideBySide.of("a", List.of("x".repeat(60)), "b", List.of("y"), 103)).contains("x".repeat(50) + " │ y\n",
                "x".repeat(10) + " ".repeat(40) + " │\n");
    }

    private String beside(int width) {
        KitCopy copy = KitCopy.in(folder.resolve("w" + width));
        return Solution.beside(copy.kit(), copy.step(3), width);
    }
}
