// slip: forward closes the state it was given.
// message: forward closed the state given
// counts: named
// results: right
package org.rnnkit.step5model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.rnnkit.step1onehot.OneHotEncoding;
import org.rnnkit.toolkit.ForwardFunction;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.ParameterInitializer;
import org.rnnkit.toolkit.RnnOutput;
import org.rnnkit.toolkit.StateInitializer;

public final class RnnModelScratch implements LanguageModel {

    private final int vocabSize;
    private final int numHiddens;
    private final NDList parameters;
    private final StateInitializer stateInitializer;
    private final ForwardFunction forwardFunction;

    public RnnModelScratch(NDManager manager, int vocabSize, int numHiddens,
            ParameterInitializer parameterInitializer, StateInitializer stateInitializer,
            ForwardFunction forwardFunction) {
        this.vocabSize = vocabSize;
        this.numHiddens = numHiddens;
        this.parameters = parameterInitializer.initialize(manager, vocabSize, numHiddens);
        this.stateInitializer = stateInitializer;
        this.forwardFunction = forwardFunction;
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        NDArray inputs = OneHotEncoding.encode(tokens, vocabSize);
        RnnOutput output = forwardFunction.apply(inputs, state, parameters);
        state.close();
        return output;
    }

    @Override
    public NDList beginState(NDManager manager, int batchSize) {
        return stateInitializer.initialize(manager, batchSize, numHiddens);
    }

    @Override
    public NDList parameters() {
        return parameters;
    }
}
