package org.rnnkit.testkit.given;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.models.WrappedModel;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/**
 * A model that splits the state of another into two arrays, as an LSTM has: the first unit, and the others. The second array is
 * four times as large as tanh makes it, because the state of an LSTM goes beyond 1, too.
 */
public final class SplitState extends WrappedModel {

    private static final float SCALE = 4;

    /**
     * Makes a model with two arrays of state.
     *
     * @param net a network whose state is one array [batchSize, numHiddens], with two units or more
     */
    public SplitState(LanguageModel net) {
        super(net);
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        Expect.that(state.size() == 2, () -> "this model keeps two arrays of state, but was given " + state.size() + ": keep "
                + "every array of output.state()" + (state.size() < 2 ? ", not only the first" : ", each once"));
        NDList unscaled = new NDList(state.get(0), scaled(state.get(1), 1 / SCALE));
        RnnOutput output = super.forward(tokens, new NDList(NDArrays.concat(unscaled, 1)));
        return new RnnOutput(output.logits(), split(output.state()));
    }

    @Override
    public NDList beginState(NDManager manager, int batchSize) {
        return split(super.beginState(manager, batchSize));
    }

    private static NDList split(NDList state) {
        NDArray h = state.singletonOrThrow();
        return new NDList(h.get(":, 0:1"), scaled(h.get(":, 1:"), SCALE));
    }
}
