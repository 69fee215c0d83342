// slip: beginState makes the parameters again.
// message: beginState makes the parameters again
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

    private int vocabSize;
    private int numHiddens;
    private NDList parameters;
    private StateInitializer stateInitializer;
    private ForwardFunction forwardFunction;
    private ParameterInitializer parameterInitializer;
    private NDManager owner;

    public RnnModelScratch(NDManager manager, int vocabSize, int numHiddens,
            ParameterInitializer parameterInitializer, StateInitializer stateInitializer,
            ForwardFunction forwardFunction) {
        this.vocabSize = vocabSize;
        this.numHiddens = numHiddens;
        this.parameters = parameterInitializer.initialize(manager, vocabSize, numHiddens);
        this.stateInitializer = stateInitializer;
        this.forwardFunction = forwardFunction;
        this.parameterInitializer = parameterInitializer;
        this.owner = manager;
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        NDArray inputs = OneHotEncoding.encode(tokens, vocabSize);
        return forwardFunction.apply(inputs, state, parameters);
    }

    @Override
    public NDList beginState(NDManager manager, int batchSize) {
        parameters = parameterInitializer.initialize(owner, vocabSize, numHiddens);
        return stateInitializer.initialize(manager, batchSize, numHiddens);
    }

    @Override
    public NDList parameters() {
        return parameters;
    }
}
