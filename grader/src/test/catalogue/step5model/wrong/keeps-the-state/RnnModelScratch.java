// slip: The model keeps the state of the last call and ignores the one given.
// message: but got the state of the call before: the model must keep no state
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

    private final int vocabSize;
    private final int numHiddens;
    private final NDList parameters;
    private final StateInitializer stateInitializer;
    private final ForwardFunction forwardFunction;
    private NDList kept;

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
        if (kept == null) {
            kept = state;
        }
        RnnOutput output = forwardFunction.apply(inputs, kept, parameters);
        kept = output.state();
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
