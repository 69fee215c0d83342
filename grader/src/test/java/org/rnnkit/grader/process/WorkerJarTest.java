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
import org.rnnkit.grader.system.Scratch.RecursiveDelete;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.grader.worker.probe.Probe;
import org.rnnkit.grader.worker.step.StepWorker;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.LanguageModel;

/** Tests of the jar with the kit's classes for a worker. */
class WorkerJarTest {

    @Test
    void hasTheToolkitAndTheNamedPackagesAndNothingElse() throws IOException {
        try (JarFile jar = new JarFile(WorkerJar.of(StepWorker.class, Probe.class).toFile())) {
            assertThat(jar.stream()).allSatisfy(entry -> assertThat(entry.getName()).satisfiesAnyOf(
                    name -> assertThat(name).doesNotContain("org/rnnkit/grader"),
                    name -> assertThat(name).matches("org/rnnkit/grader/worker/(step/|probe/)?\\w[\\w$-]*\\.class")));
            assertThat(jar.stream()).as("the tests come later, and the answers never")
                    .allSatisfy(entry -> assertThat(entry.getName()).doesNotContain("testkit", "org/rnnkit/step"));
            for (Class<?> needed : List.of(LanguageModel.class, Messages.class, StepWorker.class, Probe.class)) {
                assertThat(jar.getEntry(needed.getName().replace('.', '/') + ".class")).as(needed.getName()).isNotNull();
            }
        }
    }

    /** A class-data archive is valid only as long as the jar's time stays the same. */
    @Test
    void theSameClassesGiveTheSameFile() throws IOException {
        Path jar = WorkerJar.of(Probe.class);
        byte[] content = Files.readAllBytes(jar);
        Files.delete(jar);

        assertThat(WorkerJar.of(Probe.class)).isEqualTo(jar).hasBinaryContent(content);
        Files.writeString(jar, "changed by somebody");
        assertThat(WorkerJar.of(Probe.class)).isEqualTo(jar).hasBinaryContent(content);
        assertThat(Files.getLastModifiedTime(jar).toMillis()).isZero();
        assertThat(WorkerJar.of(StepWorker.class)).isNotEqualTo(jar);
    }

    @Test
    void isInATemporaryFolderIfItCannotBeWrittenBesideTheGrader(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "where a folder has to be");
        byte[] jar = {1, 2, 3};

        Path first = WorkerJar.Folders.write(jar, "some.jar", file.resolve("workers"));

        assertThat(first).hasBinaryContent(jar).hasFileName("some.jar");
        RecursiveDelete.deleteRecursively(first.getParent());
        assertThat(WorkerJar.Folders.write(jar, "some.jar", file.resolve("workers"))).as("its folder was deleted")
                .hasBinaryContent(jar);
        assertThat(WorkerJar.Folders.write(jar, "some.jar", folder)).isEqualTo(folder.resolve("some.jar"));
    }

    @Test
    void theClassPathHasTheKitsClassesFirstAndTheStepsLast() {
        Kit kit = Kit.find(Steps.all());
        Path jar = Path.of("worker.jar");
        Path steps = Path.of("steps");

        List<Path> path = WorkerJar.path(kit, jar, List.of(steps));

        assertThat(path).startsWith(jar).endsWith(steps).hasSize(kit.built().libraries().size() + 1);
        assertThat(path.subList(0, path.size() - 1)).allSatisfy(entry -> assertThat(entry.toString()).endsWith(".jar"));
    }
}
