package org.rnnkit.grader.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.grader.Kit;
import org.rnnkit.grader.WrongUse;
import org.rnnkit.grading.Step;
import org.rnnkit.grading.Steps;

/** What is taken from a folder, and what stays. */
class IntakeTest {

    private static final Step FIRST = Steps.all().get(0);

    private final Intake intake = new Intake(Kit.here(Steps.all()));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"src/main/java/", "exercises/src/main/java/", ""})
    void findsTheStepsOfAModuleARepositoryAndASourceRoot(String root) throws IOException {
        Path file = write(root + "org/rnnkit/step1onehot/OneHotEncoding.java", "class OneHotEncoding {}");
        write("org.txt", "");

        Submission submission = intake.take(folder.toString());

        assertThat(submission.of(FIRST)).containsExactly(file);
        assertThat(submission.all()).hasSize(1);
        assertThat(submission.unwritten(Steps.all())).hasSize(8).doesNotContain(FIRST);
    }

    @ParameterizedTest
    @CsvSource({"throw new NotImplementedYet();, false", "// throw new NotImplementedYet();, true"})
    void knowsAStubByTheLineThatThrows(String line, boolean written) throws IOException {
        write("org/rnnkit/step1onehot/OneHotEncoding.java", "class OneHotEncoding {\n    " + line + "\n}");

        assertThat(intake.take(folder.toString()).isWritten(FIRST)).isEqualTo(written);
    }

    @Test
    void takesTheKitsOwnModulesByName() {
        assertThat(intake.take("solutions").unwritten(Steps.all())).isEmpty();
        assertThat(intake.take("exercises").all()).hasSizeGreaterThanOrEqualTo(9);
    }

    @Test
    void saysWhereItLookedWhenThereIsNoStep() {
        assertThatThrownBy(() -> intake.take(folder.toString())).isInstanceOf(WrongUse.class)
                .hasMessageContaining(folder.toString()).hasMessageContaining(FIRST.sourceFile());
        assertThatThrownBy(() -> intake.take(folder.resolve("not there").toString())).isInstanceOf(WrongUse.class)
                .hasMessageContaining("not there");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void leavesLinksAndOversizedFiles() throws IOException {
        Path taken = write("org/rnnkit/step1onehot/OneHotEncoding.java", "class OneHotEncoding {}");
        write("org/rnnkit/step1onehot/Big.java", "//" + "x".repeat(2_000_000));
        Files.createSymbolicLink(taken.resolveSibling("Linked.java"), write("elsewhere/Linked.java", ""));

        assertThat(intake.take(folder.toString()).of(FIRST)).containsExactly(taken);
    }

    private Path write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }
}
