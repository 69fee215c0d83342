package org.rnnkit.testkit.models;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/** A model that throws an exception in one of its calls. */
public final class FailingModel extends WrappedModel {

    private int callsLeft;

    /**
     * Wraps a model.
     *
     * @param net the model that does the work
     * @param failsAt the call of forward that fails, counted from 1
     */
    public FailingModel(LanguageModel net, int failsAt) {
        super(net);
        callsLeft = failsAt;
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        callsLeft--;
        if (callsLeft == 0) {
            throw new IllegalStateException("this model fails in one of its calls");
        }
        return super.forward(tokens, state);
    }
}
