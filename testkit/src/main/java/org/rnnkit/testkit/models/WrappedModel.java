package org.rnnkit.testkit.models;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Objects;
import java.util.stream.Stream;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/** A model that hands every call on to another one. Override what a test wants to watch or to change. */
public abstract class WrappedModel implements LanguageModel {

    private final LanguageModel net;

    /**
     * Wraps a model.
     *
     * @param net the model that does the work
     */
    protected WrappedModel(LanguageModel net) {
        this.net = net;
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        return net.forward(tokens, state);
    }

    @Override
    public NDList beginState(NDManager manager, int batchSize) {
        return net.beginState(manager, batchSize);
    }

    @Override
    public NDList parameters() {
        return net.parameters();
    }

    /** Lists a manager, its parent, and so on. */
    public static Stream<NDManager> ancestors(NDManager manager) {
        return Stream.iterate(manager, Objects::nonNull, NDManager::getParentManager);
    }

    /** Tells whether a manager is another one, or one below it. */
    public static boolean isBelow(NDManager top, NDManager manager) {
        return ancestors(manager).anyMatch(ancestor -> ancestor == top);
    }

    /**
     * Multiplies an array by a number inside a gradient collector. The number is an array that stays open as long as the
     * given one, because a closed array's memory may be freed before backward reads it.
     *
     * @param array the array
     * @param factor the number
     * @return the product
     */
    protected static NDArray scaled(NDArray array, float factor) {
        return array.mul(array.getManager().create(factor));
    }
}
