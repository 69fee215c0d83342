package org.rnnkit.learner.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnnkit.learner.worker.RecurrentCell.BuiltInGru;
import org.rnnkit.learner.worker.RecurrentCell.Influence;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.oracle.Gru;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.RnnOutput;

/** Tests of the gated network for students who have not written step 13. */
class BuiltInGruTest {

    private static final int BATCH_SIZE = 2;
    private static final int STEPS = 4;
    private static final int VOCAB_SIZE = 3;
    private static final int HIDDENS = 5;

    @Test
    void computesAGatedNetworkWithTheResetGateAfterTheProduct() {
        Draw draw = new Draw("built-in gru");
        List<double[][]> p = Gru.draw(draw, VOCAB_SIZE, HIDDENS);
        int[][] tokens = draw.tokens(BATCH_SIZE, STEPS, VOCAB_SIZE);
        double[][] state = draw.matrix(BATCH_SIZE, HIDDENS);
        double[][] expected = Gru.logits(Gru.Slip.RESET_AFTER, Matrix.oneHot(tokens, VOCAB_SIZE), state, p);
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray inputs = NDArrays.stack(new NDList(Arrays.stream(Matrix.oneHot(tokens, VOCAB_SIZE))
                    .map(rows -> Draw.array(manager, rows)).toList()));
            RnnOutput output = BuiltInGru.forward(inputs, new NDList(Draw.array(manager, state)), engineOrder(manager, p));
            assertThat(output.logits().getShape()).isEqualTo(new Shape(STEPS * BATCH_SIZE, VOCAB_SIZE));
            assertThat(output.state().singletonOrThrow().getShape()).isEqualTo(new Shape(BATCH_SIZE, HIDDENS));
            float[] logits = output.logits().toFloatArray();
            for (int i = 0; i < logits.length; i++) {
                assertThat(logits[i]).isCloseTo((float) expected[i / VOCAB_SIZE][i % VOCAB_SIZE], within(1e-4f));
            }
        }
    }

    /** The engine wants transposed weights, and the reset gate first. */
    private static NDList engineOrder(NDManager manager, List<double[][]> p) {
        int[] gates = {3, 0, 6};
        NDList inputs = new NDList();
        NDList states = new NDList();
        NDList biases = new NDList();
        for (int gate : gates) {
            inputs.add(Draw.array(manager, Matrix.transpose(p.get(gate))));
            states.add(Draw.array(manager, Matrix.transpose(p.get(gate + 1))));
            biases.add(Draw.array(manager, p.get(gate + 2)[0]));
        }
        return new NDList(NDArrays.concat(inputs), NDArrays.concat(states), NDArrays.concat(biases),
                manager.zeros(new Shape(3L * HIDDENS)), Draw.array(manager, p.get(9)), Draw.array(manager, p.get(10)[0]));
    }

    /** With weights near zero every gate is at one half, and the state adds nothing to the candidate. */
    @Test
    void halvesTheWeightWithEachCharacterBeforeTraining() {
        try (NDManager manager = NDManager.newBaseManager()) {
            RecurrentCell cell = RecurrentCell.gru(null);
            NDList parameters = cell.initializer().initialize(manager, VOCAB_SIZE, HIDDENS);
            double[] weights = new Influence(cell.forward(), parameters, HIDDENS, CharacterVocabulary.of("aab"))
                    .measure(new int[] {1, 2, 1, 2, 2, 1, 1}, manager).get(6).weights();
            for (int t = 1; t < weights.length; t++) {
                assertThat(weights[t - 1] / weights[t]).isBetween(0.4, 0.6);
            }
        }
    }
}
