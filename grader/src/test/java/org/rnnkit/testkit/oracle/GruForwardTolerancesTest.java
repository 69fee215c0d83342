package org.rnnkit.testkit.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.loss.Loss;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rnnkit.step13gru.GruForward;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.step5model.RnnModelScratch;
import org.rnnkit.step8epoch.EpochTraining;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Sizes;
import org.rnnkit.testkit.given.GivenBatches;
import org.rnnkit.testkit.oracle.TolerancesTest.Float32;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.Updaters;

/** The tolerances for a network with gates, measured as in {@link TolerancesTest}. */
@Tag("slow")
class GruForwardTolerancesTest {

    /**
     * Every state is a mixture of the one before it and a tanh, so that none leaves the range of the state given, and the
     * logits are sums of at most 16 of them times 0.5: below 10, and rounding below 10 · 16 · 6e-8 = 1e-5. On the way back
     * Z ≤ 1 hands on and the gates' slopes are at most 1/4, so that gradients stay below step 12's. The expected ones are
     * slopes over 2e-5 in doubles, good to 1e-9. In 150 draws the largest was 2e-6.
     */
    @Test
    void gatesAndTheirGradientsStayFarBelowTheTolerance() {
        double largest = 0;
        for (int i = 0; i < Float32.DRAWS; i++) {
            Draw draw = new Draw("gru " + i);
            Sizes n = i % 2 == 0 ? draw.sizes() : new Sizes(2, 9, 28, 16);
            List<double[][]> p = Gru.draw(draw, n.vocabSize(), n.numHiddens());
            Float32 given = Float32.draw(draw, n);
            // The larger sizes are in no test of gradients; and slopes in doubles take their time.
            List<double[][]> gradients = i % 6 > 0 ? List.of()
                    : Gru.gradients(given.inputs(), given.state(), p, given.weights());
            largest = Math.max(largest, given.error(GruForward::forward, p,
                    Gru.logits(Gru.Slip.NONE, given.inputs(), given.state(), p),
                    Gru.hiddens(Gru.Slip.NONE, given.inputs(), given.state(), p).get(n.numSteps()), gradients));
        }
        assertThat(largest).isBetween(0.0, Expect.TOLERANCE / 5);
    }

    /** GruForwardTest's start, for which it asks for a loss below 0.3 after 40 updates; step 8's are the same, and clipped. */
    @Test
    void rightGatesEndBelowATenthOfWhatIsAsked() {
        int[][] tokens = {{1, 2, 1, 3, 1, 2, 1, 3, 1, 2, 1, 3, 1, 2, 1, 3}};
        int[][] labels = {{2, 1, 3, 1, 2, 1, 3, 1, 2, 1, 3, 1, 2, 1, 3, 1}};
        double[] ends = new double[2];
        for (int i = 0; i < ends.length; i++) {
            Draw nudges = new Draw(i, "nudged");
            try (NDManager manager = NDManager.newBaseManager()) {
                RnnModelScratch net = new RnnModelScratch(manager, 4, 16, (owner, vocabSize, numHiddens) ->
                        nearTheStart(owner, nudges, vocabSize, numHiddens), HiddenState::initialize, GruForward::forward);
                for (int update = 0; update < 40; update++) {
                    ends[i] = Math.log(EpochTraining.trainEpoch(net, new GivenBatches(manager,
                            List.of(new Minibatch(tokens, labels))), Loss.softmaxCrossEntropyLoss(), Updaters.sgd(2),
                            Sampling.RANDOM).perplexity());
                }
            }
        }
        assertThat(Arrays.stream(ends).max().orElseThrow()).as(Arrays.toString(ends)).isLessThan(0.03);
    }

    private static NDList nearTheStart(NDManager manager, Draw nudges, int vocabSize, int numHiddens) {
        NDList parameters = new NDList();
        for (double[][] rows : Gru.draw(new Draw(1, "learns"), vocabSize, numHiddens)) {
            double[][] near = Matrix.plus(rows, Matrix.map(nudges.matrix(rows.length, rows[0].length), v -> 1e-3 * v));
            NDArray parameter = near.length == 1 ? Draw.array(manager, near[0]) : Draw.array(manager, near);
            parameter.setRequiresGradient(true);
            parameters.add(parameter);
        }
        return parameters;
    }
}
