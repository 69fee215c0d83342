// slip: Calls detach on the list in parameters(), in the PyTorch sense, which takes the arrays away from the constructor's manager.
// message: parameters() takes the arrays away from the manager
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

/** Step 5: a model made of parameters, initial state and forward function. */
public final class RnnModelScratch implements LanguageModel {

    private final int vocabSize;
    private final int numHiddens;
    private final NDList parameters;
    private final StateInitializer stateInitializer;
    private final ForwardFunction forwardFunction;

    /**
     * Makes a model. Its parameters are made here, once.
     *
     * @param manager the owner of the parameters
     * @param vocabSize the number of tokens in the vocabulary
     * @param numHiddens the number of hidden units
     * @param parameterInitializer makes the parameters
     * @param stateInitializer makes the initial state
     * @param forwardFunction computes logits and the new state from one-hot vectors
     */
    public RnnModelScratch(NDManager manager, int vocabSize, int numHiddens,
            ParameterInitializer parameterInitializer, StateInitializer stateInitializer,
            ForwardFunction forwardFunction) {
        this.vocabSize = vocabSize;
        this.numHiddens = numHiddens;
        this.parameters = parameterInitializer.initialize(manager, vocabSize, numHiddens);
        this.stateInitializer = stateInitializer;
        this.forwardFunction = forwardFunction;
    }

    /**
     * Encodes the tokens with step 1 and runs the forward function on them.
     *
     * @param tokens token indices, [batchSize, numSteps]
     * @param state the state before the first of these tokens
     * @return what the forward function returns
     */
    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        NDArray inputs = OneHotEncoding.encode(tokens, vocabSize);
        return forwardFunction.apply(inputs, state, parameters);
    }

    /**
     * Makes the initial state. The model itself keeps no state.
     *
     * @param manager the owner of the new state
     * @param batchSize the number of sequences in a minibatch
     * @return what the state initializer returns
     */
    @Override
    public NDList beginState(NDManager manager, int batchSize) {
        return stateInitializer.initialize(manager, batchSize, numHiddens);
    }

    /**
     * Returns the parameters made in the constructor.
     *
     * @return the same arrays every time
     */
    @Override
    public NDList parameters() {
        parameters.detach(); // plain values, without the graph
        return parameters;
    }
}
