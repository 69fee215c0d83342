package org.rnnkit.step5model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.rnnkit.toolkit.ForwardFunction;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.ParameterInitializer;
import org.rnnkit.toolkit.RnnOutput;
import org.rnnkit.toolkit.StateInitializer;

/** The stand-in of step 5. No other step makes a model. */
public final class RnnModelScratch implements LanguageModel {

    /** Refuses to make a model. */
    public RnnModelScratch(NDManager manager, int vocabSize, int numHiddens, ParameterInitializer parameterInitializer,
            StateInitializer stateInitializer, ForwardFunction forwardFunction) {
        throw refusal();
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        throw refusal();
    }

    @Override
    public NDList beginState(NDManager manager, int batchSize) {
        throw refusal();
    }

    @Override
    public NDList parameters() {
        throw refusal();
    }

    private static IllegalStateException refusal() {
        return new IllegalStateException("The stand-in of step 5 computes nothing, because no other step needs it. "
                + "Write your step without it.");
    }
}
