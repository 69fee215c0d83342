package org.rnnkit.step4rnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rnnkit.toolkit.RnnOutput;

/** A test of the example in chapter 4. */
@Tag("step4")
class ChapterExampleTest {

    @Test
    void givesTheResultsOfTheExampleInTheChapter(NDManager manager) {
        // <example>
        NDList parameters = new NDList(
                manager.create(new float[][] {{0.5f, 0}, {0, 1}}), // W_xh
                manager.create(new float[][] {{0, 1}, {0, 0}}),    // W_hh: unit 0 feeds 1
                manager.create(new float[] {0.1f, 0}),             // b_h
                manager.create(new float[][] {{1, 0}, {0, 1}}),    // W_hq
                manager.create(new float[] {0, -1}));              // b_q
        // Tokens 0 and 1.
        NDArray inputs = manager.create(new float[] {1, 0, 0, 1}, new Shape(2, 1, 2));
        NDList state = new NDList(manager.zeros(new Shape(1, 2)));

        RnnOutput output = RnnForward.forward(inputs, state, parameters);

        assertThat(output.logits().getShape()).isEqualTo(new Shape(2, 2));
        assertThat(output.logits().toFloatArray()).containsExactly(new float[] {
            0.5370f, -1,         // H = (tanh 0.6, tanh 0), plus b_q
            0.0997f, -0.0884f}, within(1e-4f));
        assertThat(output.state().get(0).toFloatArray()).containsExactly(new float[] {
            0.0997f, 0.9116f}, within(1e-4f)); // tanh 0.1, tanh(1 + 0.5370)
        assertThat(state.get(0).toFloatArray()).containsExactly(0, 0); // unchanged
        // </example>
    }
}
