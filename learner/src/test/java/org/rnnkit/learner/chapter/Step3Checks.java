package org.rnnkit.learner.chapter;

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
import org.rnnkit.toolkit.RnnOutput;

/** The computed numbers and claims of chapter 3's questions. */
final class Step3Checks {

    private static final int VOCAB_SIZE = 28;
    private static final int NUM_HIDDENS = 512;

    private Step3Checks() {}

    static Numbers sameParametersOtherState(NDManager manager) {
        RnnModelScratch net = new RnnModelScratch(manager, 4, 6, RnnParameters::initialize, HiddenState::initialize,
                RnnForward::forward);
        NDArray book = manager.create(new int[][] {{1, 2, 3, 0, 1}});
        NDArray letter = manager.create(new int[][] {{2}});
        NDList afterTheBook = net.forward(book, net.beginState(manager, 1)).state();
        NDArray fromZeros = net.forward(letter, net.beginState(manager, 1)).logits();
        assertThat(net.forward(letter, afterTheBook).logits()).isNotEqualTo(fromZeros);
        assertThat(net.forward(letter, net.beginState(manager, 1)).logits()).isEqualTo(fromZeros);
        return Numbers.text().choice().choice().choice();
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

    static Numbers stateOfOneRowGivesTheRightResult(NDManager manager) {
        int batchSize = 32;
        NDList parameters = RnnParameters.initialize(manager, 4, 6);
        NDArray inputs = manager.create(new Draw(4, "rows").tokens(batchSize, 3, 4)).transpose().oneHot(4);
        RnnOutput right = RnnForward.forward(inputs, HiddenState.initialize(manager, batchSize, 6), parameters);
        RnnOutput oneRow = RnnForward.forward(inputs, HiddenState.initialize(manager, 1, 6), parameters);
        assertThat(oneRow.logits()).isEqualTo(right.logits());
        return Numbers.text(batchSize);
    }

    private static double[][] state(Parameters p, int[][] tokens) {
        return Rnn.hiddens(Rnn.TANH, Matrix.oneHot(tokens, 4), new double[2][5], p).get(3);
    }
}
