package org.rnnkit.grader.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.commons.io.function.Uncheck;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.cases.Dimensions;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests that the drawn cases see a step that is wrong for one class of one dimension of its contract, whichever it is. */
@Tag("slow")
class DimensionMutantsTest {

    private static final Layout KIT = new Layout(Path.of(".."));

    private static final PostDiscoveryFilter DRAWN_CASES = test -> FilterResult.includedIf(test.getSource()
            .filter(MethodSource.class::isInstance).map(MethodSource.class::cast)
            .filter(source -> !source.getMethodName().equals("keepsItsPromisesInEveryDrawnCase")).isEmpty());

    @TempDir
    private static Path folder;

    @TestFactory
    Stream<DynamicContainer> mutants() {
        return Steps.withBonus().stream().filter(step -> Files.exists(KIT.catalogue(step).resolve("mutants.yaml")))
                .map(step -> DynamicContainer.dynamicContainer(step.id(), Uncheck.get(() -> mutants(step))));
    }

    private static Stream<DynamicTest> mutants(Step step) throws IOException {
        Dimensions dimensions = Dimensions.of(KIT.gradedTests(step).resolve(Layout.CONTRACT));
        DimensionMutants mutants = DimensionMutants.of(KIT, step);
        return Stream.concat(Stream.of(DynamicTest.dynamicTest("reads all dimensions",
                        () -> assertThat(mutants.unread(dimensions)).isEmpty())),
                mutants.sources(KIT, step, dimensions).entrySet().stream().map(mutant -> DynamicTest.dynamicTest(
                        mutant.getKey(), () -> isSeen(step, mutant.getKey(), mutant.getValue()))));
    }

    private static void isSeen(Step step, String name, String source) throws Exception {
        Path classes = Files.createTempDirectory(folder, "mutant");
        CatalogueTrial.compile(step, source, name, classes);
        try (CatalogueTrial.StepLoader loader = new CatalogueTrial.StepLoader(classes)) {
            CatalogueTrial trial = CatalogueTrial.test(step, loader, Draw.SEED, false, DRAWN_CASES);
            assertThat(trial.isPassed()).as(name).isFalse();
        }
    }
}
