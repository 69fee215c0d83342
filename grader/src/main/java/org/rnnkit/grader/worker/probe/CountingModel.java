package org.rnnkit.grader.worker.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/**
 * A small and fast model for many minibatches. The logits after a token are a row of its one parameter, and its state
 * counts the minibatches that it has read, from a quarter on: a model may begin with others than zeros.
 */
final class CountingModel implements LanguageModel {

    private static final float BEGIN = 0.25f;

    private final NDArray weights;
    private int forwards;
    private boolean stateKept = true;

    /**
     * Makes the model.
     *
     * @param weights the logits after each token [vocabSize, vocabSize]
     */
    CountingModel(NDArray weights) {
        this.weights = weights;
        weights.setRequiresGradient(true);
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        for (float count : state.singletonOrThrow().toFloatArray()) {
            stateKept &= count == BEGIN + forwards;
        }
        forwards++;
        NDArray inputs = tokens.transpose().flatten().oneHot((int) weights.size(0));
        NDArray next = tokens.getManager().full(state.get(0).getShape(), BEGIN + forwards);
        return new RnnOutput(inputs.matMul(weights), new NDList(next));
    }

    @Override
    public NDList beginState(NDManager manager, int batchSize) {
        return new NDList(manager.full(new Shape(batchSize, 1), BEGIN));
    }

    @Override
    public NDList parameters() {
        return new NDList(weights);
    }

    /** Returns the number of calls of forward. */
    int forwards() {
        return forwards;
    }

    /** Tells whether each call got the state that the call before has returned. */
    boolean isStateKept() {
        return stateKept;
    }
}
