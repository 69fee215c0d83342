// style: The constructor makes a function for each method; the result is put into a new record.
package org.rnnkit.step5model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.rnnkit.step1onehot.OneHotEncoding;
import org.rnnkit.toolkit.ForwardFunction;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.ParameterInitializer;
import org.rnnkit.toolkit.RnnOutput;
import org.rnnkit.toolkit.StateInitializer;

public final class RnnModelScratch implements LanguageModel {

    private final BiFunction<NDArray, NDList, RnnOutput> read;
    private final BiFunction<NDManager, Integer, NDList> begin;
    private final Supplier<NDList> learned;

    public RnnModelScratch(NDManager manager, int vocabSize, int numHiddens,
            ParameterInitializer parameterInitializer, StateInitializer stateInitializer,
            ForwardFunction forwardFunction) {
        List<NDArray> made = List.copyOf(parameterInitializer.initialize(manager, vocabSize, numHiddens));
        learned = () -> new NDList(made);
        begin = (owner, batchSize) -> stateInitializer.initialize(owner, batchSize, numHiddens);
        read = (tokens, state) -> {
            NDArray inputs = OneHotEncoding.encode(tokens, vocabSize);
            RnnOutput output = forwardFunction.apply(inputs, new NDList(state), new NDList(made));
            return new RnnOutput(output.logits(), new NDList(output.state()));
        };
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        return read.apply(tokens, state);
    }

    @Override
    public NDList beginState(NDManager manager, int batchSize) {
        return new NDList(begin.apply(manager, batchSize));
    }

    @Override
    public NDList parameters() {
        return learned.get();
    }
}
