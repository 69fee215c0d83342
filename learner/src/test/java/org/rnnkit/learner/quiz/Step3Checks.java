package org.rnnkit.learner.quiz;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.step5model.RnnModelScratch;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;

/** The computed numbers and claims of chapter 3's questions. */
final class Step3Checks {

    private static final int VOCAB_SIZE = 28;
    private static final int NUM_HIDDENS = 512;

    private Step3Checks() {}

    static Numbers parametersAreEnough() {
        try (NDManager manager = NDManager.newBaseManager(); NDManager tomorrow = NDManager.newBaseManager()) {
            RnnModelScratch net = new RnnModelScratch(manager, 4, 6, RnnParameters::initialize, HiddenState::initialize,
                    RnnForward::forward);
            NDArray text = manager.create(new int[][] {{1, 2, 3, 0, 1}});
            NDList first = new NDList(net.forward(text, net.beginState(manager, 1)).logits());
            NDList state = net.forward(text, net.forward(text, net.beginState(manager, 1)).state()).state();
            assertThat(state.get(0)).as("the state depends on the text read").isNotEqualTo(HiddenState.initialize(manager, 1, 6)
                    .get(0));
            NDList saved = new NDList();
            net.parameters().forEach(parameter -> saved.add(tomorrow.create(parameter.toFloatArray(), parameter.getShape())));
            RnnModelScratch again = new RnnModelScratch(tomorrow, 4, 6, (owner, vocab, hiddens) -> saved,
                    HiddenState::initialize, RnnForward::forward);
            assertThat(again.forward(text, again.beginState(tomorrow, 1)).logits()).isEqualTo(first.get(0));
            return Numbers.text().choice().choice().choice();
        }
    }

    static Numbers stateHasOneSize(NDManager manager) {
        int batchSize = 32;
        int few = 10;
        int many = 10_000;
        int numbers = (int) HiddenState.initialize(manager, batchSize, NUM_HIDDENS).get(0).size();
        return Numbers.text(batchSize, NUM_HIDDENS, few, many)
                .choice(NUM_HIDDENS, NUM_HIDDENS, batchSize)
                .choice(numbers, batchSize, NUM_HIDDENS, many)
                .choice(numbers * few, numbers * many);
    }

    static Numbers noRowSeesAnother() {
        Parameters p = Parameters.draw(new Draw(3, "rows"), 4, 5);
        double[][] before = state(p, new int[][] {{0, 1, 2}, {3, 1, 0}});
        double[][] after = state(p, new int[][] {{0, 3, 2}, {3, 1, 0}});
        for (int unit = 0; unit < 5; unit++) {
            assertThat(after[0][unit]).as("row 0").isNotEqualTo(before[0][unit]);
        }
        assertThat(after[1]).as("row 1").isEqualTo(before[1]);
        return Numbers.text(0).choice(0).choice().choice(0, 1);
    }

    static Numbers tableOutgrowsTheNetwork(NDManager manager) {
        long network = RnnParameters.initialize(manager, VOCAB_SIZE, NUM_HIDDENS).stream().mapToLong(NDArray::size).sum();
        long two = (long) Math.pow(VOCAB_SIZE, 2) * VOCAB_SIZE;
        long three = (long) Math.pow(VOCAB_SIZE, 3) * VOCAB_SIZE;
        assertThat(network).isBetween(two, three);
        return Numbers.text(VOCAB_SIZE, VOCAB_SIZE, 2, two, 3, three, network, 3);
    }

    private static double[][] state(Parameters p, int[][] tokens) {
        return Rnn.hiddens(Rnn.TANH, Matrix.oneHot(tokens, 4), new double[2][5], p).get(3);
    }
}
