package org.rnnkit.step5model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.rnnkit.testkit.given.StandIn;
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
        throw StandIn.unused(5);
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        throw StandIn.unused(5);
    }

    @Override
    public NDList beginState(NDManager manager, int batchSize) {
        throw StandIn.unused(5);
    }

    @Override
    public NDList parameters() {
        throw StandIn.unused(5);
    }
}
