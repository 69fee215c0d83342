package org.rnnkit.grader.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.grader.process.WorkerJar;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.worker.step.StepWorker;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the workers that run steps. */
class StepWorkersTest {

    /** A rehearsal that is killed writes no archive, and an empty file then takes its place. */
    @Test
    void makesAnArchiveOfItsWorkersClasses(@TempDir Path scratch) throws IOException {
        assumeTrue(System.getProperty("java.vm.name").matches(".*(HotSpot|OpenJDK).*"), "this Java may make no archives");
        Kit kit = Kit.find(Steps.all());

        new StepWorkers(kit, Sandbox.none(), new TestNames(kit), scratch).prepare();

        try (Stream<Path> workers = Files.list(ModuleClasses.location(WorkerJar.class).resolveSibling("workers"))) {
            assertThat(workers.filter(file -> file.getFileName().toString().matches(
                    StepWorker.class.getSimpleName() + "-.*\\.jsa"))).isNotEmpty().allSatisfy(
                            archive -> assertThat(archive).isNotEmptyFile());
        }
    }
}
