// slip: parameters() returns copies; an update of them does not reach the model.
// message: but got copies with the same values
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
        return forwardFunction.apply(inputs, state, parameters);
    }

    @Override
    public NDList beginState(NDManager manager, int batchSize) {
        return stateInitializer.initialize(manager, batchSize, numHiddens);
    }

    @Override
    public NDList parameters() {
        NDList copies = new NDList();
        for (NDArray parameter : parameters) {
            NDArray copy = parameter.duplicate();
            copy.setRequiresGradient(true);
            copies.add(copy);
        }
        return copies;
    }
}
