package org.rnnkit.testkit.given;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/** A model that hands every call on to another one. Override what a test wants to watch or to change. */
public abstract class WrappedModel implements LanguageModel {

    private final LanguageModel net;

    /**
     * Wraps a model.
     *
     * @param net the model that does the work
     */
    protected WrappedModel(LanguageModel net) {
        this.net = net;
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        return net.forward(tokens, state);
    }

    @Override
    public NDList beginState(NDManager manager, int batchSize) {
        return net.beginState(manager, batchSize);
    }

    @Override
    public NDList parameters() {
        return net.parameters();
    }
}
