// slip: vocabSize is never stored in its field.
// message: Does the constructor fill the field
// counts: named
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

    private final NDList parameters;
    private int vocabSize;
    private final int numHiddens;
    private final StateInitializer stateInitializer;
    private final ForwardFunction forwardFunction;

    public RnnModelScratch(NDManager manager, int vocabSize, int numHiddens,
            ParameterInitializer parameterInitializer, StateInitializer stateInitializer,
            ForwardFunction forwardFunction) {
        this.parameters = parameterInitializer.initialize(manager, vocabSize, numHiddens);
        this.numHiddens = numHiddens;
        this.stateInitializer = stateInitializer;
        this.forwardFunction = forwardFunction;
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        return forwardFunction.apply(OneHotEncoding.encode(tokens, vocabSize), state, parameters);
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
