package org.rnnkit.grader.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.TestSubmission;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.RecursiveDelete;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests that a compiler survives a program that cleans the temporary folder. */
class StepCompilerTest {

    @TempDir
    private Path folder;

    @Test
    void makesItsFoldersAgainWhenTheyWereDeleted() {
        Kit kit = Kit.find(Steps.all());
        Step step = kit.steps().get(2);
        Submission submission = new Intake(kit).take("ada", TestSubmission.copyTo(folder.resolve("ada")).folder());
        try (StepCompiler compiler = new StepCompiler(kit, Sandbox.none())) {
            CompiledStep before = compiler.compile(submission, step, Scratch.createSubfolder(folder, "before"));
            compiler.requireIntact(before);
            RecursiveDelete.deleteRecursively(before.classPath().get(0).getParent().getParent());
            assertThatThrownBy(() -> compiler.requireIntact(before)).isInstanceOf(GraderException.class);

            CompiledStep after = compiler.compile(submission, step, Scratch.createSubfolder(folder, "after"));

            assertThat(after.problem()).isEmpty();
            assertThat(after.classPath()).allSatisfy(classes -> assertThat(classes).isDirectory());
            compiler.requireIntact(after);
            assertThatThrownBy(() -> compiler.requireIntact(before)).as("made with files that are gone")
                    .isInstanceOf(GraderException.class).hasMessageContaining("was deleted while it was in use");
        }
    }
}
