package org.rnnkit.grader.worker.probe;

import ai.djl.ndarray.NDList;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.Updater;
import org.rnnkit.toolkit.Updaters;

/** Gradient descent that counts the updates of a model's own parameters. */
final class CountingUpdater implements Updater {

    private final LanguageModel model;
    private final Updater sgd;
    private int updates;
    private long lastNanos;

    CountingUpdater(LanguageModel model, float learningRate) {
        this.model = model;
        this.sgd = Updaters.sgd(learningRate);
    }

    @Override
    public void update(NDList parameters) {
        updates += Arguments.isSame(model.parameters(), parameters) ? 1 : 0;
        sgd.update(parameters);
        lastNanos = System.nanoTime();
    }

    int updates() {
        return updates;
    }

    /** Returns the time after the last update, as {@link System#nanoTime} gives it. */
    long lastNanos() {
        return lastNanos;
    }
}
