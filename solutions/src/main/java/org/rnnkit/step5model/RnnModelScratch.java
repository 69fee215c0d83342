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
    // <solution-only>

    private final int vocabSize;
    private final int numHiddens;
    private final NDList parameters;
    private final StateInitializer stateInitializer;
    private final ForwardFunction forwardFunction;
    // </solution-only>

    /**
     * Makes a model. Its parameters are made here, once.
     *
     * @param manager the owner of the parameters
     * @param vocabSize the number of tokens in the vocabulary, up to 5,000
     * @param numHiddens the number of hidden units, up to 512
     * @param parameterInitializer makes the parameters
     * @param stateInitializer makes the initial state
     * @param forwardFunction computes logits and the new state from one-hot vectors
     */
    public RnnModelScratch(NDManager manager, int vocabSize, int numHiddens,
            ParameterInitializer parameterInitializer, StateInitializer stateInitializer,
            ForwardFunction forwardFunction) {
        // <solution>
        this.vocabSize = vocabSize;
        this.numHiddens = numHiddens;
        this.parameters = parameterInitializer.initialize(manager, vocabSize, numHiddens);
        this.stateInitializer = stateInitializer;
        this.forwardFunction = forwardFunction;
        // </solution>
    }

    /**
     * Encodes the tokens with step 1 and runs the forward function on them.
     *
     * @param tokens token indices, [batchSize, numSteps], up to 128 sequences of 300
     * @param state the state before the first of these tokens
     * @return what the forward function returns
     */
    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        // <solution>
        NDArray inputs = OneHotEncoding.encode(tokens, vocabSize);
        return forwardFunction.apply(inputs, state, parameters);
        // </solution>
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
        // <solution>
        return stateInitializer.initialize(manager, batchSize, numHiddens);
        // </solution>
    }

    /**
     * Returns the parameters made in the constructor.
     *
     * @return the same arrays every time
     */
    @Override
    public NDList parameters() {
        // <solution>
        return parameters;
        // </solution>
    }
}
