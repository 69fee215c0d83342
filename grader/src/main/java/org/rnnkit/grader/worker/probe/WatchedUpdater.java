package org.rnnkit.grader.worker.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.Updater;

/** An updater that counts the updates of a model's own parameters, and looks at what was done before each. */
final class WatchedUpdater implements Updater {

    private final LanguageModel model;
    private final Updater updater;
    private final List<NDManager> minibatches;
    private final ProbePayload answer;
    private List<float[]> values;
    /** Milliseconds in the last update. */
    int pause;
    int updates;
    /** The time after the last update, as {@link System#nanoTime} gives it. */
    long lastNanos;

    /**
     * Watches an updater; of a training, whose minibatches are not known, it watches the parameters only.
     *
     * @param answer gets the mistakes that it sees
     */
    WatchedUpdater(LanguageModel model, Updater updater, List<NDManager> minibatches, ProbePayload answer) {
        this.model = model;
        this.updater = updater;
        this.minibatches = minibatches;
        this.answer = answer;
        this.values = values();
    }

    @Override
    public void update(NDList parameters) {
        for (int i = 0; i < minibatches.size(); i++) {
            answer.withSideFact("each minibatch is closed after its own update, and before the next one's",
                    minibatches.get(i).isOpen() == i >= updates);
        }
        compareParameters();
        updates += Arguments.isSame(model.parameters(), parameters) ? 1 : 0;
        updater.update(parameters);
        if (updates == minibatches.size()) {
            EpochTrainingProbe.pause(pause);
        }
        values = values();
        lastNanos = System.nanoTime();
    }

    private List<float[]> values() {
        return model.parameters().stream().map(NDArray::toFloatArray).toList();
    }

    /** Looks for changes since the last update. */
    void compareParameters() {
        answer.withFact("only the updater changes the parameters",
                Arrays.deepEquals(values.toArray(), values().toArray()));
    }

    /** Returns the number of updates of the model's own parameters. */
    int updates() {
        return updates;
    }
}
