package org.rnnkit.learner.showcase.worker;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.function.Consumer;

/** Step 8 at work: some seconds of training. */
final class EpochTrainingShowcase implements StepShowcase {

    /** Small, so that an epoch takes a fraction of a second on one core. */
    static final int NUM_HIDDENS = 64;

    @Override
    public Object show(ShowcaseRequest request, NDManager manager, Consumer<Object> progress) {
        return show(Math.min(SECONDS, ShowcaseClock.left()), manager, progress);
    }

    static ShortTrainings show(double seconds, NDManager manager, Consumer<Object> progress) {
        Epochs epochs = new Epochs(Networks.rnn(manager, NUM_HIDDENS), manager);
        return new ShortTrainings(List.of(epochs.train("RNN", NUM_HIDDENS, SizeChecks.CURVE, seconds,
                run -> progress.accept(new ShortTrainings(List.of(run))))));
    }
}
