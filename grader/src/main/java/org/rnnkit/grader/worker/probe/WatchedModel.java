package org.rnnkit.grader.worker.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.rnnkit.testkit.models.WrappedModel;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/**
 * A network whose state is three arrays: the first unit, the second, and four times the others, which go beyond 1. It
 * counts the arrays of states that are still open, except those of the last state that it has returned.
 */
final class WatchedModel extends WrappedModel {

    private static final float SCALE = 4;

    private final Set<NDArray> states = Collections.newSetFromMap(new IdentityHashMap<>()); // arrays are equal by value
    private NDList last = new NDList();
    private int forwards;

    /** Wraps a network whose state is one array [batchSize, numHiddens]. */
    WatchedModel(LanguageModel net) {
        super(net);
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        if (state.size() != 3) {
            throw new IllegalStateException("the model's state is three arrays, but it got " + state.size());
        }
        forwards++;
        states.addAll(last);
        states.addAll(state);
        NDList parts = new NDList(state.get(0), state.get(1), scaled(state.get(2), 1 / SCALE));
        RnnOutput output = super.forward(tokens, new NDList(NDArrays.concat(parts, 1)));
        last = split(output.state());
        return new RnnOutput(output.logits(), new NDList(last));
    }

    @Override
    public NDList beginState(NDManager manager, int batchSize) {
        return split(super.beginState(manager, batchSize));
    }

    private static NDList split(NDList state) {
        NDArray h = state.singletonOrThrow();
        return new NDList(h.get(":, 0:1"), h.get(":, 1:2"), scaled(h.get(":, 2:"), SCALE));
    }

    /** Returns the number of calls of forward. */
    int forwards() {
        return forwards;
    }

    /** Returns the number of arrays of states, given or returned before the last call, that are still open. */
    long openStates() {
        return states.stream().filter(array -> !array.isReleased()).count();
    }
}
