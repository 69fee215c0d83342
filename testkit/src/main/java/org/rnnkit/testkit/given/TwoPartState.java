package org.rnnkit.testkit.given;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.rnnkit.testkit.Expect;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/** A model that splits the state of another into two arrays, as an LSTM has: the first unit, and the others. */
public final class TwoPartState implements LanguageModel {

    private final LanguageModel net;

    /**
     * Wraps a network.
     *
     * @param net a network whose state is one array [batchSize, numHiddens]
     */
    public TwoPartState(LanguageModel net) {
        this.net = net;
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        Expect.that(state.size() == 2, "this model keeps two arrays of state, but was given " + state.size()
                + ": keep every array of output.state(), not only the first");
        RnnOutput output = net.forward(tokens, new NDList(NDArrays.concat(state, 1)));
        return new RnnOutput(output.logits(), split(output.state()));
    }

    @Override
    public NDList beginState(NDManager manager, int batchSize) {
        return split(net.beginState(manager, batchSize));
    }

    @Override
    public NDList parameters() {
        return net.parameters();
    }

    private static NDList split(NDList state) {
        NDArray h = state.singletonOrThrow();
        return new NDList(h.get(":, 0:1"), h.get(":, 1:"));
    }
}
