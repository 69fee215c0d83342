package org.rnnkit.grader.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.jar.JarFile;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.io.function.Uncheck;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.process.WorkerJar.WorkerSettings;
import org.rnnkit.grader.system.JvmCommand;
import org.rnnkit.grader.system.Scratch.RecursiveDelete;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.grader.worker.probe.Probe;
import org.rnnkit.grader.worker.source.CompilerWorker;
import org.rnnkit.grader.worker.step.StepWorker;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.testkit.limit.WorkLimit;
import org.rnnkit.testkit.models.WrappedModel;
import org.rnnkit.toolkit.LanguageModel;

/** Tests of the jar with the kit's classes for a worker, and of the archive that lets workers start faster. */
class WorkerJarTest {

    private static final String MAKE = "-XX:ArchiveClassesAtExit=";
    private static final String USE = "-XX:SharedArchiveFile=";

    @TempDir
    private Path folder;

    private final List<WorkerSettings> rehearsals = new ArrayList<>();
    private Path jar;

    @BeforeEach
    void copyTheJarAndStartOnce() throws IOException {
        jar = Files.copy(WorkerJar.of(CompilerWorker.class), folder.resolve("worker.jar"));
        startOnce();
    }

    /** At the first start of a kind of worker, nobody knows whether there will be a second one. */
    private void startOnce() {
        assertThat(WorkerJar.withArchive(settings(), rehearsals::add)).isEqualTo(settings());
        assertThat(rehearsals).isEmpty();
    }

    private WorkerSettings settings() {
        return WorkerSettings.of(CompilerWorker.class, WorkerJar.path(Kit.find(Steps.all()), jar, List.of()), folder);
    }

    /** Returns a rehearsal that writes something in the place of an archive. */
    private Consumer<WorkerSettings> pretended(String content) {
        return settings -> {
            rehearsals.add(settings);
            Uncheck.run(() -> Files.writeString(file(settings, MAKE), content));
        };
    }

    private static Path file(WorkerSettings settings, String flag) {
        return settings.flags().stream().filter(given -> given.startsWith(flag))
                .map(given -> Path.of(given.substring(flag.length()))).findFirst().orElseThrow();
    }

    @Test
    void aWorkerTakesItsClassesFromTheArchive() throws Exception {
        WorkerSettings settings = WorkerJar.withArchive(settings(), this::run);

        assumeTrue(!settings.flags().isEmpty(), "this Java makes no archives");
        assertThat(settings.readable()).containsExactly(file(settings, USE));
        assertThat(run(settings.withFlags("-Xlog:class+load"))).containsPattern(
                Messages.class.getName().replace(".", "\\.") + " source: shared objects file \\(top\\)");
    }

    /** Runs a compiler without requests: it ends at once. */
    private String run(WorkerSettings settings) {
        return Uncheck.get(() -> {
            Process process = new ProcessBuilder(JvmCommand.of(settings.flags(), settings.classPath(), settings.main()))
                    .redirectErrorStream(true).start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        });
    }

    @Test
    void theArchiveIsMadeOnceForTheSameJars() throws IOException {
        Path first = file(WorkerJar.withArchive(settings(), pretended("classes")), USE);
        assertThat(file(WorkerJar.withArchive(settings(), pretended("others")), USE)).isEqualTo(first).hasContent("classes");
        assertThat(rehearsals).hasSize(1);

        rehearsals.clear();
        Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000));
        startOnce();
        assertThat(file(WorkerJar.withArchive(settings(), pretended("others")), USE)).isNotEqualTo(first);
        assertThat(rehearsals).hasSize(1);
    }

    /** Without an archive a worker starts all the same, and no time is lost with further attempts. */
    @Test
    void theArchiveIsNotTriedAgainWhereItCannotBeMade() {
        for (int i = 0; i < 2; i++) {
            assertThat(WorkerJar.withArchive(settings(), rehearsals::add)).isEqualTo(settings());
        }
        assertThat(rehearsals).hasSize(1);
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void theArchivesOfEarlierBuildsAreDeleted() throws IOException {
        for (int build : IntStream.range(0, 12).toArray()) {
            Path old = Files.writeString(folder.resolve("CompilerWorker-" + build + ".jsa"), "old");
            Files.setLastModifiedTime(old, FileTime.fromMillis(1_000L * build));
        }
        Files.writeString(folder.resolve("StepWorker-0.jsa"), "of another kind");

        Path made = file(WorkerJar.withArchive(settings(), pretended("new")), USE);

        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.filter(file -> file.toString().endsWith(".jsa"))).hasSize(7)
                    .contains(made, folder.resolve("StepWorker-0.jsa"), folder.resolve("CompilerWorker-11.jsa"))
                    .doesNotContain(folder.resolve("CompilerWorker-6.jsa"));
        }
    }

    /** An archive only saves time: a full disk, for example, must not end the grading. */
    @Test
    void aWorkerStartsWithoutAnArchiveThatCannotBeWritten() {
        for (int i = 0; i < 2; i++) {
            assertThat(WorkerJar.withArchive(settings(), settings -> {
                rehearsals.add(settings);
                throw new UncheckedIOException(new IOException("No space left on device"));
            })).isEqualTo(settings());
        }
        assertThat(rehearsals).as("tried once").hasSize(1);
        assertThat(folder).as("another process tries again").isDirectoryNotContaining("glob:**.jsa")
                .isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void theJarHasTheToolkitAndTheNamedPackagesAndNothingElse() throws IOException {
        Path file = WorkerJar.of(StepWorker.class, Probe.class, WrappedModel.class, WorkLimit.class);
        try (JarFile jar = new JarFile(file.toFile())) {
            assertThat(jar.stream()).allSatisfy(entry -> assertThat(entry.getName()).satisfiesAnyOf(
                    name -> assertThat(name).doesNotContain("org/rnnkit/grader"),
                    name -> assertThat(name).matches("org/rnnkit/grader/worker/(step/|probe/)?\\w[\\w$-]*\\.class")));
            assertThat(jar.stream()).as("the tests come later, and the answers never")
                    .allSatisfy(entry -> assertThat(entry.getName().replaceAll("testkit/(models|limit)/", ""))
                            .doesNotContain("testkit", "org/rnnkit/step"));
            for (Class<?> needed : List.of(LanguageModel.class, Messages.class, StepWorker.class, Probe.class,
                    WrappedModel.class)) {
                assertThat(jar.getEntry(needed.getName().replace('.', '/') + ".class")).as(needed.getName()).isNotNull();
            }
        }
    }

    /** A class-data archive is valid only as long as the jar's time stays the same. */
    @Test
    void theSameClassesGiveTheSameFile() throws IOException {
        Path probes = WorkerJar.of(Probe.class);
        byte[] content = Files.readAllBytes(probes);
        Files.delete(probes);

        assertThat(WorkerJar.of(Probe.class)).isEqualTo(probes).hasBinaryContent(content);
        Files.writeString(probes, "changed by somebody");
        assertThat(WorkerJar.of(Probe.class)).isEqualTo(probes).hasBinaryContent(content);
        assertThat(Files.getLastModifiedTime(probes).toMillis()).isZero();
        assertThat(WorkerJar.of(StepWorker.class)).isNotEqualTo(probes);
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

        List<Path> path = WorkerJar.path(kit, jar, List.of(steps));

        assertThat(path).startsWith(jar).endsWith(steps).hasSize(kit.built().libraries().size() + 1);
        assertThat(path.subList(0, path.size() - 1)).allSatisfy(entry -> assertThat(entry.toString()).endsWith(".jar"));
    }
}
