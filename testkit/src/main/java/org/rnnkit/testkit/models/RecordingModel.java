package org.rnnkit.testkit.models;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/** A model that records the managers of the tokens that it reads during a training. */
public final class RecordingModel extends WrappedModel {

    private final int watchedSize;
    private final List<List<NDManager>> managers = new ArrayList<>();
    private int predictions;

    /**
     * Wraps a model.
     *
     * @param net the model that does the work
     * @param watchedSize the batch size of the training; calls with another one, as in a prediction, are only counted
     */
    public RecordingModel(LanguageModel net, int watchedSize) {
        super(net);
        this.watchedSize = watchedSize;
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        if (tokens.getShape().get(0) == watchedSize) {
            managers.add(WrappedModel.ancestors(tokens.getManager()).toList());
        } else {
            predictions++;
        }
        return super.forward(tokens, state);
    }

    /** Returns the manager of the tokens of every call of forward since the last call of this method, and its ancestors. */
    public List<List<NDManager>> takeManagers() {
        List<List<NDManager>> taken = List.copyOf(managers);
        managers.clear();
        return taken;
    }

    /**
     * Counts the managers that are still open, each once.
     *
     * @param top the manager given to the training
     * @param managers what {@link #takeManagers} has returned
     * @return the number of those below the manager given
     */
    public static long openBelow(NDManager top, List<List<NDManager>> managers) {
        return managers.stream().flatMap(ancestors -> ancestors.stream().takeWhile(owner -> owner != top)).distinct()
                .filter(NDManager::isOpen).count();
    }

    /** Returns how often forward was called with another batch size since the last call of this method. */
    public int takePredictions() {
        int taken = predictions;
        predictions = 0;
        return taken;
    }
}
