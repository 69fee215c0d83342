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
import org.rnnkit.grader.kit.BuiltKit;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Evidence;
import org.rnnkit.testkit.cases.Dimensions;
import org.rnnkit.testkit.cases.DrawnCases;
import org.rnnkit.testkit.cases.StepCase;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests that the drawn cases see a step that is wrong for one class of one dimension of its contract, whichever it is. */
@Tag("slow")
class DimensionMutantsTest {

    private static final Layout KIT = new Layout(Path.of(".."));

    private static final BuiltKit BUILT = Kit.find(Steps.all()).built();

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
            assertThat(DrawnCases.fails(caseOf(step, loader), new Draw(Draw.SEED, "mutant"))).as(name).isTrue();
        } finally {
            Evidence.stop();
            CatalogueTrial.closeManagers();
        }
    }

    private static Class<? extends StepCase> caseOf(Step step, ClassLoader loader) throws ClassNotFoundException {
        String folderOfStep = step.packageName().replace('.', '/') + "/";
        for (String file : ModuleClasses.read(BUILT.tests()).keySet()) {
            if (file.startsWith(folderOfStep) && file.endsWith(".class")) {
                Class<?> type = loader.loadClass(file.replace(".class", "").replace('/', '.'));
                if (StepCase.class.isAssignableFrom(type)) {
                    return type.asSubclass(StepCase.class);
                }
            }
        }
        throw new ClassNotFoundException("a case of " + step.id());
    }
}
