package org.rnnkit.testkit.given;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
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
        return managers.stream().allMatch(manager -> ancestors(manager).anyMatch(ancestor -> ancestor == top));
    }

    /** Tells whether each recorded manager is closed, except the ones that the caller of the step has made. */
    public boolean allAreClosed(NDManager ofCaller) {
        return managers.stream().allMatch(manager -> !manager.isOpen()
                || ancestors(ofCaller).anyMatch(ancestor -> ancestor == manager));
    }

    private static Stream<NDManager> ancestors(NDManager manager) {
        return Stream.iterate(manager, Objects::nonNull, NDManager::getParentManager);
    }
}
