// style: The constructor's arguments are bound in lambdas; no sizes are kept.
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

    private interface Begin {
        NDList apply(NDManager manager, int batchSize);
    }

    private interface Step {
        RnnOutput apply(NDArray tokens, NDList state);
    }

    private final NDList parameters;
    private final Begin begin;
    private final Step step;

    public RnnModelScratch(NDManager manager, int vocabSize, int numHiddens,
            ParameterInitializer parameterInitializer, StateInitializer stateInitializer,
            ForwardFunction forwardFunction) {
        NDList made = parameterInitializer.initialize(manager, vocabSize, numHiddens);
        parameters = made;
        begin = (owner, batchSize) -> stateInitializer.initialize(owner, batchSize, numHiddens);
        step = (tokens, state) ->
                forwardFunction.apply(OneHotEncoding.encode(tokens, vocabSize), state, made);
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        return step.apply(tokens, state);
    }

    @Override
    public NDList beginState(NDManager manager, int batchSize) {
        return begin.apply(manager, batchSize);
    }

    @Override
    public NDList parameters() {
        return parameters;
    }
}
