package org.rnnkit.grader.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.ReferenceClasses;
import org.rnnkit.grader.kit.BuiltKit;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.verdict.StepRun.StepWorkers;
import org.rnnkit.grader.worker.step.StepWorker;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the workers that run steps, and of the files that they are sent with the graded tests. */
class StepWorkersTest {

    private static final Path TESTS = Path.of("").toAbsolutePath().getParent().resolve("src/test/java");

    /** A rehearsal that is killed writes no archive, and an empty file then takes its place. */
    @Test
    void makesAnArchiveOfItsWorkersClasses(@TempDir Path scratch) throws IOException {
        assumeTrue(System.getProperty("java.vm.name").matches(".*(HotSpot|OpenJDK).*"), "this Java may make no archives");
        Kit kit = Kit.find(Steps.all());

        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        // While another test's process makes the archive, workers start without it.
        for (int start = 1; start <= 2 || archives().isEmpty() && System.nanoTime() < end; start++) {
            new StepWorkers(kit, Sandbox.none(), new TestNames(kit), scratch).prepare();
        }

        assertThat(archives()).isNotEmpty().allSatisfy(archive -> assertThat(archive).isNotEmptyFile());
    }

    private static List<Path> archives() throws IOException {
        try (Stream<Path> workers = Files.list(BuiltKit.cache())) {
            return workers.filter(file -> file.getFileName().toString().matches(
                    StepWorker.class.getSimpleName() + "-.*\\.jsa")).toList();
        }
    }

    /** Without them a student would read an engine's error and not its meaning. */
    @Test
    void hasTheMeaningsOfEngineErrorsWithTheTests() throws IOException {
        List<String> files;
        try (Stream<Path> found = Files.walk(TESTS)) {
            files = found.filter(file -> file.toString().endsWith(".yaml") && !file.endsWith(Layout.CONTRACT))
                    .map(file -> TESTS.relativize(file).toString().replace('\\', '/')).toList();
        }
        assertThat(files).isNotEmpty();
        assertThat(StepWorkers.readTests(Kit.find(Steps.all()))).containsKeys(files.toArray(String[]::new))
                .containsKey("steps.yaml");
    }

    /** A worker is sent them, and the rehearsal's go into the archive that all workers read. */
    @Test
    void hasNoClassOfTheReference() {
        Kit kit = Kit.find(Steps.all());
        Step first = Steps.all().get(0);
        List<String> files = Stream.of(StepWorkers.readTests(kit), StepWorkers.readTestsWithStandIn(kit, first))
                .flatMap(bundle -> bundle.values().stream())
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1)).toList();

        assertThat(files).hasSizeGreaterThan(100);
        assertThat(ReferenceClasses.parts()).map(part -> new String(part, StandardCharsets.ISO_8859_1))
                .noneMatch(part -> files.stream().anyMatch(file -> file.contains(part)));
        assertThat(StepWorkers.readTestsWithStandIn(kit, first)).containsKey("org/rnnkit/step1onehot/OneHotEncoding.class");
    }
}
