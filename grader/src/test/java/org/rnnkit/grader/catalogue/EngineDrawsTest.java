package org.rnnkit.grader.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.catalogue.CatalogueTrial.StepLoader;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** The engine's draws in graded tests: a seed repeats them, another one gives others. */
class EngineDrawsTest {

    private static final Step STEP = Steps.withBonus().get(1);

    /** Step 2, which notes what the engine draws for it: arrays, and what one of DJL's initialisers makes. */
    private static final String NOTING = """
            package org.rnnkit.step2parameters;

            import ai.djl.ndarray.*;
            import ai.djl.ndarray.types.*;
            import ai.djl.training.initializer.XavierInitializer;
            import java.util.*;

            public final class RnnParameters {

                public static final List<String> DRAWN = new ArrayList<>();

                public static NDList initialize(NDManager manager, int vocabSize, int numHiddens) {
                    NDList parameters = new NDList(draw(manager, vocabSize, numHiddens),
                            draw(manager, numHiddens, numHiddens), manager.zeros(new Shape(numHiddens)),
                            draw(manager, numHiddens, vocabSize), manager.zeros(new Shape(vocabSize)));
                    parameters.forEach(parameter -> parameter.setRequiresGradient(true));
                    NDArray xavier = new XavierInitializer().initialize(manager, new Shape(2, 3), DataType.FLOAT32);
                    DRAWN.add(Arrays.toString(xavier.toFloatArray()));
                    return parameters;
                }

                private static NDArray draw(NDManager manager, int rows, int columns) {
                    NDArray drawn = manager.randomNormal(0, 0.01f, new Shape(rows, columns), DataType.FLOAT32);
                    DRAWN.add(Arrays.toString(drawn.toFloatArray()));
                    return drawn;
                }
            }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void compile() throws Exception {
        CatalogueTrial.compile(STEP, NOTING, "the noting step", folder.resolve("classes"));
    }

    private List<String> drawn(long seed) throws Exception {
        try (StepLoader loader = new StepLoader(folder.resolve("classes"))) {
            CatalogueTrial trial = CatalogueTrial.test(STEP, loader, seed, false);
            assertThat(trial.isPassed()).as(trial.toString()).isTrue();
            List<?> drawn = (List<?>) loader.loadClass(STEP.packageName() + ".RnnParameters").getField("DRAWN").get(null);
            return drawn.stream().map(String::valueOf).toList();
        }
    }

    @Test
    void areRepeatedByTheSeed() throws Exception {
        List<String> first = drawn(7);

        assertThat(first).doesNotHaveDuplicates().hasSizeGreaterThan(40).isEqualTo(drawn(7));
        assertThat(drawn(8)).hasSizeGreaterThan(40).doesNotContainAnyElementsOf(first);
    }
}
