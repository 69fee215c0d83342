package org.rnnkit.step7clipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A test of the example in chapter 7. */
@Tag("step7")
class ChapterExampleTest {

    @Test
    void givesTheResultsOfTheExampleInTheChapter(NDManager manager) {
        // <example>
        NDArray w = manager.create(new float[] {0});
        NDArray b = manager.create(new float[] {0});
        NDList parameters = new NDList(w, b);
        parameters.forEach(parameter -> parameter.setRequiresGradient(true));
        NDArray three = manager.create(new float[] {3});
        NDArray four = manager.create(new float[] {4});
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            collector.backward(w.mul(three).add(b.mul(four)).sum()); // gradients 3 and 4
        }

        double norm = GradientClipping.clip(parameters, 1);

        assertThat(norm).isCloseTo(5, within(1e-4)); // √(3² + 4²)
        assertThat(w.getGradient().getFloat()).isCloseTo(0.6f, within(1e-4f));
        assertThat(b.getGradient().getFloat()).isCloseTo(0.8f, within(1e-4f));
        // </example>
    }
}
