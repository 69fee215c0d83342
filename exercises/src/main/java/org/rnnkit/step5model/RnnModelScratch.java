package org.rnnkit.step5model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.rnnkit.toolkit.ForwardFunction;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.NotImplementedYet;
import org.rnnkit.toolkit.ParameterInitializer;
import org.rnnkit.toolkit.RnnOutput;
import org.rnnkit.toolkit.StateInitializer;

/** Step 5: a model made of parameters, initial state and forward function. */
public final class RnnModelScratch implements LanguageModel {

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
        // TODO step 5: replace this line and the next by your code.
        throw new NotImplementedYet(RnnModelScratch.class);
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
        // TODO step 5: replace this line and the next by your code.
        throw new NotImplementedYet(RnnModelScratch.class);
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
        // TODO step 5: replace this line and the next by your code.
        throw new NotImplementedYet(RnnModelScratch.class);
    }

    /**
     * Returns the parameters made in the constructor.
     *
     * @return the same arrays every time
     */
    @Override
    public NDList parameters() {
        // TODO step 5: replace this line and the next by your code.
        throw new NotImplementedYet(RnnModelScratch.class);
    }
}
