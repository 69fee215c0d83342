package org.rnnkit.step12backward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A test of the example in chapter 12. */
@Tag("step12")
class ChapterExampleTest {

    @Test
    void givesTheResultsOfTheExampleInTheChapter(NDManager manager) {
        // <example>
        NDList parameters = new NDList(
                manager.create(new float[][] {{0.6f}}), // W_xh
                manager.create(new float[][] {{2}}),    // W_hh
                manager.create(new float[] {0}),        // b_h
                manager.create(new float[][] {{1}}),    // W_hq
                manager.create(new float[] {0}));       // b_q
        NDArray inputs = manager.create(new float[] {1, 1}, new Shape(2, 1, 1)); // two steps, one sequence
        NDList state = new NDList(manager.zeros(new Shape(1, 1)));
        NDArray logitsGradient = manager.create(new float[][] {{0}, {1}}); // only the second guess counts

        NDList gradients = RnnBackward.gradients(inputs, state, parameters, logitsGradient);

        // H = tanh 0.6 = 0.5370, then tanh 1.6741 = 0.9321; slopes 1 - 0.5370² = 0.7116, 1 - 0.9321² = 0.1312
        float second = 0.1312f;               // dA of the second step: dH = 1, times the slope
        float first = second * 2 * 0.7116f;   // dA of the first: back through W_hh, times the slope
        assertThat(gradients.get(0).getFloat()).isCloseTo(second + first, within(1e-3f));      // W_xh: X was 1 twice
        assertThat(gradients.get(1).getFloat()).isCloseTo(0.5370f * second, within(1e-3f));    // W_hh: H was 0, then 0.5370
        assertThat(gradients.get(2).getFloat()).isCloseTo(second + first, within(1e-3f));      // b_h
        assertThat(gradients.get(3).getFloat()).isCloseTo(0.9321f, within(1e-3f));             // W_hq: the second H
        assertThat(gradients.get(4).getFloat()).isEqualTo(1);                                  // b_q
        // </example>
    }
}
