package org.rnnkit.grader.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.system.RecursiveDelete;
import org.rnnkit.grader.worker.WorkerFrame;
import org.rnnkit.grader.worker.source.CompilerWorker;
import org.rnnkit.grader.worker.step.StepAnswer;
import org.rnnkit.grader.worker.tests.StepWorker;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.LanguageModel;

/** Tests of the jar with the kit's classes for a worker, and of the archive that lets workers start faster. */
class WorkerJarTest {

    @TempDir
    private Path folder;

    @Test
    void theJarHasTheToolkitAndTheNamedPackagesAndNothingElse() throws IOException {
        Path file = WorkerJar.of(StepWorker.class, StepAnswer.class);
        try (JarFile jar = new JarFile(file.toFile())) {
            assertThat(jar.stream()).allSatisfy(entry -> assertThat(entry.getName()).satisfiesAnyOf(
                    name -> assertThat(name).doesNotContain("org/rnnkit/grader"),
                    name -> assertThat(name).matches("org/rnnkit/grader/worker/(step/|tests/)?\\w[\\w$-]*\\.class")));
            for (Class<?> needed : List.of(LanguageModel.class, WorkerFrame.class, StepWorker.class, StepAnswer.class)) {
                assertThat(jar.getEntry(needed.getName().replace('.', '/') + ".class")).as(needed.getName()).isNotNull();
            }
        }
    }

    @Test
    void theSameClassesGiveTheSameFile() throws IOException {
        Path jar = WorkerJar.of(CompilerWorker.class);
        byte[] content = Files.readAllBytes(jar);
        Files.delete(jar);

        assertThat(WorkerJar.of(CompilerWorker.class)).isEqualTo(jar).hasBinaryContent(content);
        Files.writeString(jar, "changed by somebody");
        assertThat(WorkerJar.of(CompilerWorker.class)).isEqualTo(jar).hasBinaryContent(content);
        assertThat(WorkerJar.of(StepWorker.class)).isNotEqualTo(jar);
    }

    @Test
    void theJarIsInATemporaryFolderIfItCannotBeWrittenBesideTheGrader() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "where a folder has to be");
        byte[] classes = {1, 2, 3};

        Path first = WorkerJar.Folders.write(classes, "some.jar", file.resolve("workers"));

        assertThat(first).hasBinaryContent(classes).hasFileName("some.jar");
        RecursiveDelete.deleteRecursively(first.getParent());
        assertThat(WorkerJar.Folders.write(classes, "some.jar", file.resolve("workers"))).as("its folder was deleted")
                .hasBinaryContent(classes);
        assertThat(WorkerJar.Folders.write(classes, "some.jar", folder)).isEqualTo(folder.resolve("some.jar"));
    }

    @Test
    void theClassPathHasTheKitsClassesFirstAndTheStepsLast() {
        Kit kit = Kit.find(Steps.all());
        Path steps = Path.of("steps");

        Path jar = WorkerJar.of(CompilerWorker.class);

        List<Path> path = WorkerJar.path(kit, jar, List.of(steps));

        assertThat(path).startsWith(jar).endsWith(steps).hasSize(kit.built().libraries().size() + 1);
        assertThat(path.subList(0, path.size() - 1)).allSatisfy(entry -> assertThat(entry.toString()).endsWith(".jar"));
    }
}
