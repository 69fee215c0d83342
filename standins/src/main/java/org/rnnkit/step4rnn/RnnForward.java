package org.rnnkit.step4rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.rnnkit.testkit.given.GivenNetwork;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;
import org.rnnkit.toolkit.RnnOutput;

/** The stand-in of step 4. Its numbers come from the oracle, so no gradient flows through them. */
public final class RnnForward {

    private RnnForward() {}

    /** Computes the logits and the new state of inputs [numSteps, batchSize, vocabSize]. */
    public static RnnOutput forward(NDArray inputs, NDList state, NDList parameters) {
        Parameters p = GivenNetwork.of(parameters);
        double[][] rows = GivenNetwork.rows(inputs);
        int batchSize = (int) inputs.size(1);
        double[][][] x = new double[rows.length / batchSize][batchSize][];
        for (int i = 0; i < rows.length; i++) {
            x[i / batchSize][i % batchSize] = rows[i];
        }
        List<double[][]> hiddens = Rnn.hiddens(Rnn.TANH, x, GivenNetwork.rows(state.get(0)), p);
        NDManager manager = inputs.getManager();
        return new RnnOutput(GivenNetwork.array(manager, Rnn.logits(hiddens.subList(1, hiddens.size()), p)),
                new NDList(GivenNetwork.array(manager, hiddens.get(x.length))));
    }
}
