package org.rnnkit.learner.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.system.Scratch.RecursiveDelete;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.learner.KitCopy;
import org.rnnkit.testkit.steps.Step;

/** Tests of the reset of a step. */
class StepResetTest {

    @TempDir
    private Path folder;

    @Test
    void restoresTheStubAndKeepsACopyOfTheCode() throws IOException {
        KitCopy copy = KitCopy.create(folder);
        Step step = copy.step(3);
        String stub = copy.source(step);
        copy.save(step, "mine");

        Path kept = Attempts.reset(copy.kit(), step);
        assertThat(copy.source(step)).isEqualTo(stub).contains("NotImplementedYet");
        assertThat(kept).startsWith(folder.resolve("runs")).hasContent("mine");

        copy.save(step, "mine, later");
        assertThat(Attempts.reset(copy.kit(), step)).isNotEqualTo(kept).hasContent("mine, later");
        assertThat(kept).hasContent("mine");
        assertThat(copy.file(step).getParent()).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void restoresTheStubInAStudentsCopy() throws IOException {
        KitCopy copy = KitCopy.create(folder);
        Step step = copy.step(3);
        String stub = copy.source(step);
        Path stubs = folder.resolve("stubs").resolve(step.sourceFile());
        Files.createDirectories(stubs.getParent());
        Files.writeString(stubs, stub);
        RecursiveDelete.deleteRecursively(folder.resolve("solutions"));
        copy.save(step, "mine");

        assertThat(Attempts.reset(copy.kit(), step)).hasContent("mine");
        assertThat(copy.source(step)).isEqualTo(stub);
    }

    @Test
    void leavesTheFileAloneWithoutASolutionToMakeTheStubFrom() throws IOException {
        KitCopy copy = KitCopy.create(folder);
        Step step = copy.step(3);
        copy.save(step, "mine");
        Files.delete(folder.resolve("solutions").resolve(step.sourceFile()));
        assertThatThrownBy(() -> Attempts.reset(copy.kit(), step))
                .isInstanceOf(UsageException.class).hasMessageContaining("git log");
        assertThat(copy.source(step)).isEqualTo("mine");
    }

    @Test
    void saysWhatCanNotBeWritten() throws IOException {
        KitCopy copy = KitCopy.create(folder);
        Step step = copy.step(3);
        copy.save(step, "mine");
        Files.writeString(folder.resolve("runs"), "a file in the place of the folder");

        assertThatThrownBy(() -> Attempts.reset(copy.kit(), step)).isInstanceOf(UsageException.class)
                .hasMessageStartingWith("Step 3 can't be reset, and your code stays as it is: " + folder.resolve("runs"));
        assertThat(copy.source(step)).isEqualTo("mine");
    }
}
