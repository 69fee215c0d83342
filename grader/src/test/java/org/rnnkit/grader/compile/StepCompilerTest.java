package org.rnnkit.grader.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.TestSubmission;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.sandbox.Limits;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.sandbox.SandboxFinder;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.RecursiveDelete;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of a compiler that many submissions share. */
class StepCompilerTest {

    private static final Kit KIT = Kit.find(Steps.all());
    private static final Step STATE = KIT.steps().get(2);
    private static final int SUBMISSIONS = 6;

    @TempDir
    private Path folder;

    /** Each submission's files take more than half of the limit of the compiler's process. */
    @Test
    void doesNotCountTheFilesOfOneSubmissionForAnother() throws Exception {
        String comment = "// " + "x".repeat(900_000);
        TestSubmission student = TestSubmission.copyTo(folder.resolve("student"))
                .step("step3state/A.java", comment).step("step3state/B.java", comment).step("step3state/C.java", comment);
        Submission submission = new Intake(KIT).take("student", student.folder());
        Sandbox small = new SandboxFinder(KIT.engineClassPath(), new Limits(2_048, 512, 4, 16)).best();
        ExecutorService threads = Executors.newFixedThreadPool(SUBMISSIONS);
        try (StepCompiler compiler = new StepCompiler(KIT, small)) {
            List<Callable<CompiledStep>> tasks = new ArrayList<>();
            for (int i = 0; i < SUBMISSIONS; i++) {
                Path target = Files.createDirectories(folder.resolve("target" + i));
                tasks.add(() -> compiler.compile(submission, STATE, target));
            }
            for (Future<CompiledStep> compiled : threads.invokeAll(tasks)) {
                assertThat(compiled.get().problem()).isEmpty();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void refusesClassesThatFillTheDisk() throws Exception {
        // 300 constants of 64,000 characters each.
        String source = "package org.rnnkit.step3state; class Large { static final String A = \"" + "x".repeat(1_000)
                + "\"; static final String B = " + IntStream.range(0, 64).mapToObj(i -> "A").collect(Collectors.joining("+"))
                + "; void f(String s) {} void g() {" + IntStream.range(0, 300).mapToObj(i -> "f(B + \"" + i + "\");")
                        .collect(Collectors.joining()) + "} }";
        Submission submission = new Intake(KIT).take("student", TestSubmission.copyTo(folder.resolve("student"))
                .step("step3state/Large.java", source).folder());
        try (StepCompiler compiler = new StepCompiler(KIT, TestSubmission.bestSandbox())) {
            Path target = Files.createDirectories(folder.resolve("target"));

            assertThat(compiler.compile(submission, STATE, target).problem()).isEqualTo("the class files have more than 16 MB");
            CompiledSteps together = compiler.compileTogether(submission, Steps.all(), target);
            assertThat(together.problem()).isEqualTo("the class files have more than 16 MB");
            assertThat(together.classes()).isEmptyDirectory();
        }
    }

    @Test
    void saysWhatToDeleteWhenTheStubsThrowStandsBelowTheCode() throws Exception {
        String source = "package org.rnnkit.step3state; class Late { int f() { return 1; throw new RuntimeException(); } }";
        Submission submission = new Intake(KIT).take("student", TestSubmission.copyTo(folder.resolve("student"))
                .step("step3state/Late.java", source).folder());
        try (StepCompiler compiler = new StepCompiler(KIT, Sandbox.none())) {
            assertThat(compiler.compile(submission, STATE, Files.createDirectories(folder.resolve("target"))).problem())
                    .endsWith("Late.java:1: unreachable statement; delete the stub's throw if it is still there");
        }
    }

    /** A program that cleans the temporary folder may do so at any time. */
    @Test
    void makesItsFoldersAgainWhenTheyWereDeleted() {
        Kit kit = Kit.find(Steps.all());
        Step step = kit.steps().get(2);
        Submission submission = new Intake(kit).take("ada", TestSubmission.copyTo(folder.resolve("ada")).folder());
        try (StepCompiler compiler = new StepCompiler(kit, Sandbox.none())) {
            CompiledStep before = compiler.compile(submission, step, Scratch.createSubfolder(folder, "before"));
            compiler.requireIntact(before.classPath());
            RecursiveDelete.deleteRecursively(before.classPath().get(0).getParent().getParent());
            assertThatThrownBy(() -> compiler.requireIntact(before.classPath())).isInstanceOf(GraderException.class);

            CompiledStep after = compiler.compile(submission, step, Scratch.createSubfolder(folder, "after"));

            assertThat(after.problem()).isEmpty();
            assertThat(after.classPath()).allSatisfy(classes -> assertThat(classes).isDirectory());
            compiler.requireIntact(after.classPath());
            assertThatThrownBy(() -> compiler.requireIntact(before.classPath())).as("made with files that are gone")
                    .isInstanceOf(GraderException.class).hasMessageContaining("was deleted while it was in use");
        }
    }
}
