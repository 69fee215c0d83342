package org.rnnkit.grader.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the classes in a worker that take the places of the steps that do not run there. */
class WorkerClassesTest {

    @TempDir
    private Path folder;

    static List<Step> steps() {
        return Steps.withBonus();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void areTheStandInsOfAllOtherSteps(Step step) throws IOException {
        WorkerClasses.copyOthers(Kit.find(Steps.all()), List.of(step), folder);

        assertThat(Steps.withBonus()).allSatisfy(other -> assertThat(
                Files.exists(folder.resolve(WorkerClasses.fileOf(other)))).isEqualTo(other != step));
    }
}
