package org.rnnkit.grader.worker.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.rnnkit.step5model.RnnModelScratch;
import org.rnnkit.toolkit.RnnOutput;

/** The three functions of a model. They keep what they got in the last call, and what they returned. */
final class ModelFunctions {

    private final NDList parameters;
    private int initializations;
    private NDManager parametersOwner;
    private NDManager stateOwner;
    private NDList begun;
    private List<NDArray> stateGiven;
    private List<NDArray> parametersGiven;
    private RnnOutput output;

    /** Prepares the functions of a model with these parameters. */
    ModelFunctions(NDList parameters) {
        this.parameters = parameters;
    }

    /** Makes the model. */
    RnnModelScratch model(NDManager manager, int vocabSize, int numHiddens, ProbePayload sizes) {
        return new RnnModelScratch(manager, vocabSize, numHiddens, (owner, tokens, hiddens) -> {
            initializations++;
            parametersOwner = owner;
            sizes.with("vocabSize", tokens).with("numHiddens", hiddens);
            return parameters;
        }, (owner, batchSize, hiddens) -> {
            stateOwner = owner;
            sizes.with("state's batchSize", batchSize).with("state's numHiddens", hiddens);
            begun = new NDList(owner.zeros(new Shape(batchSize, hiddens)), owner.ones(new Shape(batchSize)));
            return begun;
        }, (inputs, state, weights) -> {
            stateGiven = List.copyOf(state);
            parametersGiven = List.copyOf(weights);
            RnnOutput computed = new ProbeNetwork(weights).read(inputs.transpose(1, 0, 2), new NDList(state.get(0)));
            NDArray more = computed.logits().duplicate();
            output = new RnnOutput(computed.logits(), new NDList(computed.state().get(0), more));
            return output;
        });
    }

    boolean isInitializedOnce() {
        return initializations == 1;
    }

    boolean hasParametersOn(NDManager manager) {
        return parametersOwner == manager;
    }

    boolean hasBegunOn(NDManager manager) {
        return stateOwner == manager;
    }

    boolean hasBegun(NDList state) {
        return begun != null && Arguments.isSame(begun, state);
    }

    boolean hasRead(List<NDArray> state, List<NDArray> weights) {
        return stateGiven != null && Arguments.isSame(state, stateGiven) && Arguments.isSame(weights, parametersGiven);
    }

    boolean hasReturned(RnnOutput other) {
        return output != null && other.logits() == output.logits() && Arguments.isSame(output.state(), other.state());
    }
}
