// style: Keeps the five or however many arrays in a Java array and builds lists from it.
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

    private final NDArray[] weights;
    private final int[] sizes;
    private final StateInitializer begin;
    private final ForwardFunction step;

    public RnnModelScratch(NDManager manager, int vocabSize, int numHiddens,
            ParameterInitializer parameterInitializer, StateInitializer stateInitializer,
            ForwardFunction forwardFunction) {
        weights = parameterInitializer.initialize(manager, vocabSize, numHiddens).toArray(new NDArray[0]);
        sizes = new int[] {vocabSize, numHiddens};
        begin = stateInitializer;
        step = forwardFunction;
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        return step.apply(OneHotEncoding.encode(tokens, sizes[0]), state, parameters());
    }

    @Override
    public NDList beginState(NDManager manager, int batchSize) {
        return begin.initialize(manager, batchSize, sizes[1]);
    }

    @Override
    public NDList parameters() {
        return new NDList(weights);
    }
}
