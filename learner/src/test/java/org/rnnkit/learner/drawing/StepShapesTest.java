package org.rnnkit.learner.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rnnkit.step11embedding.EmbeddingForward;
import org.rnnkit.step12backward.RnnBackward;
import org.rnnkit.step13gru.GruForward;
import org.rnnkit.step1onehot.OneHotEncoding;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.toolkit.RnnOutput;

/** Tests that the arrays in the drawings have the shapes of the arrays that the reference makes. */
@Tag("slow")
class StepShapesTest {

    private static void assertShape(int step, String name, NDArray array) {
        ArrayBox drawn = StepShapes.all().get(step).arrays().stream().filter(box -> box.name().equals(name)).findFirst()
                .orElseThrow();
        assertThat(new Shape(drawn.axes().stream().mapToLong(BoxAxis::size).toArray())).as("step " + step + ": " + name)
                .isEqualTo(array.getShape());
    }

    @Test
    void drawnArraysHaveTheShapesOfTheReference() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray tokens = manager.zeros(new Shape(ChapterSizes.BATCH, ChapterSizes.STEPS), DataType.INT32);
            NDArray inputs = OneHotEncoding.encode(tokens, ChapterSizes.VOCAB);
            assertShape(1, "tokens", tokens);
            assertShape(1, "encoded", inputs);
            assertShape(5, "inputs", inputs);
            NDList parameters = RnnParameters.initialize(manager, ChapterSizes.VOCAB, ChapterSizes.HIDDENS);
            String[] names = {"W_xh", "W_hh", "b_h", "W_hq", "b_q"};
            for (int i = 0; i < names.length; i++) {
                assertShape(2, i + ": " + names[i], parameters.get(i));
                assertShape(4, names[i], parameters.get(i));
            }
            NDList state = HiddenState.initialize(manager, ChapterSizes.BATCH, ChapterSizes.HIDDENS);
            assertShape(3, "H: all 0", state.get(0));
            RnnOutput output = RnnForward.forward(inputs, state, parameters);
            assertShape(4, "logits", output.logits());
            assertShape(4, "last H", output.state().get(0));
            assertShape(8, "logits", output.logits());
            NDList gradients = RnnBackward.gradients(inputs, state, parameters, output.logits());
            assertShape(12, "dW_xh", gradients.get(0));
            assertShape(12, "dW_hh", gradients.get(1));
            assertShape(12, "dW_hq", gradients.get(3));
            NDList gates = GruForward.initialize(manager, ChapterSizes.VOCAB, ChapterSizes.HIDDENS);
            assertShape(13, "W_xz, W_xr, W_xh", gates.get(0));
            assertShape(13, "W_hz, W_hr, W_hh", gates.get(1));
            assertShape(13, "b_z, b_r, b_h", gates.get(2));
        }
    }

    /** The small numbers of chapters 1 and 11. */
    @Test
    void drawnNumbersAreThoseOfTheReference() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray tokens = manager.create(new int[][] {{0, 2}, {1, 1}});
            assertThat(OneHotEncoding.encode(tokens, 3).toFloatArray())
                    .containsExactly(1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0);
            assertThat(Drawings.find("shapes1.svg").orElseThrow().description())
                    .contains("t=0 (1 0 0; 0 1 0) t=1 (0 0 1; 0 1 0)");
            NDArray table = manager.create(new float[][] {{0.5f, 0}, {0, 1}, {-1, 2}});
            assertThat(EmbeddingForward.embed(tokens, table).toFloatArray()).containsExactly(0.5f, 0, 0, 1, -1, 2, 0, 1);
            assertThat(Drawings.find("shapes11.svg").orElseThrow().description())
                    .contains("t=0 (row 0: 0.5 0; row 1: 0 1) t=1 (row 0: −1 2; row 1: 0 1)");
        }
    }
}
