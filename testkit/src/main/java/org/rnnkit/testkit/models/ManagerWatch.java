package org.rnnkit.testkit.models;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashSet;
import java.util.Set;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/** A model that records the managers of the tokens and of the new states that a step gives it. */
public final class ManagerWatch extends WrappedModel {

    private final Set<NDManager> managers = new LinkedHashSet<>();

    /**
     * Wraps a model.
     *
     * @param net the model that does the work
     */
    public ManagerWatch(LanguageModel net) {
        super(net);
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        managers.add(tokens.getManager());
        return super.forward(tokens, state);
    }

    @Override
    public NDList beginState(NDManager manager, int batchSize) {
        managers.add(manager);
        return super.beginState(manager, batchSize);
    }

    /** Tells whether each recorded manager is a given one or one below it. */
    public boolean allAreBelow(NDManager top) {
        return managers.stream().allMatch(manager -> WrappedModel.isBelow(top, manager));
    }

    /** Tells whether each recorded manager is closed, except the ones that the caller of the step has made. */
    public boolean allAreClosed(NDManager ofCaller) {
        return managers.stream().allMatch(manager -> !manager.isOpen() || WrappedModel.isBelow(manager, ofCaller));
    }
}
