// style: Everything is held in one private record.
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

    private record Parts(int vocabSize, int numHiddens, NDList parameters, StateInitializer begin,
            ForwardFunction step) {}

    private final Parts parts;

    public RnnModelScratch(NDManager manager, int vocabSize, int numHiddens,
            ParameterInitializer parameterInitializer, StateInitializer stateInitializer,
            ForwardFunction forwardFunction) {
        NDList parameters = parameterInitializer.initialize(manager, vocabSize, numHiddens);
        this.parts = new Parts(vocabSize, numHiddens, parameters, stateInitializer, forwardFunction);
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        var inputs = OneHotEncoding.encode(tokens, parts.vocabSize());
        var output = parts.step().apply(inputs, state, parts.parameters());
        return new RnnOutput(output.logits(), output.state());
    }

    @Override
    public NDList beginState(NDManager manager, int batchSize) {
        return parts.begin().initialize(manager, batchSize, parts.numHiddens());
    }

    @Override
    public NDList parameters() {
        return parts.parameters();
    }
}
