package org.rnnkit.step13gru;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rnnkit.toolkit.RnnOutput;

/** A test of the example in chapter 13. */
@Tag("step13")
class ChapterExampleTest {

    @Test
    void givesTheResultsOfTheExampleInTheChapter(NDManager manager) {
        // <example>
        NDArray none = manager.zeros(new Shape(1, 1));
        NDArray noBias = manager.zeros(new Shape(1));
        NDList parameters = new NDList(
                manager.create(new float[][] {{-9}, {9}}), none, noBias, // token 0 shuts the update gate, token 1 opens it
                manager.zeros(new Shape(2, 1)), none, noBias,            // the reset gate stands at 0.5
                manager.create(new float[][] {{1}, {-1}}), none, noBias, // candidates: tanh 1, tanh -1
                manager.create(new float[][] {{1, 0}}), manager.zeros(new Shape(2)));
        NDArray inputs = manager.create(new float[] {1, 0, 0, 1, 0, 1}, new Shape(3, 1, 2)); // tokens 0, 1, 1
        NDList state = new NDList(manager.zeros(new Shape(1, 1)));

        RnnOutput output = GruForward.forward(inputs, state, parameters);

        assertThat(output.logits().toFloatArray()).containsExactly(new float[] {
            0.761f, 0,  // Z = 0: the candidate tanh 1 goes in
            0.761f, 0,  // Z = 1: the state stays, the candidate is ignored
            0.761f, 0}, within(2e-3f));
        assertThat(output.state().get(0).getFloat()).isCloseTo(0.761f, within(2e-3f));
        // </example>
        assertThat(output.logits().getShape()).isEqualTo(new Shape(3, 2));
    }
}
