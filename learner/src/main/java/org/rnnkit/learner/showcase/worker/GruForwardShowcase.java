package org.rnnkit.learner.showcase.worker;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.rnnkit.learner.showcase.worker.ShortTrainings.ShortRun;
import org.rnnkit.step13gru.GruForward;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.step5model.RnnModelScratch;
import org.rnnkit.toolkit.LanguageModel;

/** Step 13 at work: a GRU beside an RNN with as many hidden units. */
final class GruForwardShowcase implements StepShowcase {

    private static final int NUM_HIDDENS = 64;
    private static final int EPOCHS = 40;

    @Override
    public Object show(ShowcaseRequest request, NDManager manager, Consumer<Object> progress) {
        return show(Math.min(SECONDS, ShowcaseClock.left() / 2), manager, progress);
    }

    /** Trains the RNN first, then the GRU for as many epochs, each for so many seconds at most. */
    static ShortTrainings show(double seconds, NDManager manager, Consumer<Object> progress) {
        LanguageModel gru = new RnnModelScratch(manager, Story.vocabSize(), NUM_HIDDENS, GruForward::initialize,
                HiddenState::initialize, GruForward::forward);
        List<ShortRun> finished = new ArrayList<>();
        finished.add(train("RNN", Networks.rnn(manager, NUM_HIDDENS), seconds, manager, finished, progress));
        finished.add(train("GRU", gru, seconds, manager, finished, progress));
        return new ShortTrainings(finished);
    }

    private static ShortRun train(String label, LanguageModel net, double seconds, NDManager manager, List<ShortRun> finished,
            Consumer<Object> progress) {
        return new Epochs(net, manager).train(label, NUM_HIDDENS, EPOCHS, seconds, run -> {
            List<ShortRun> all = new ArrayList<>(finished);
            all.add(run);
            progress.accept(new ShortTrainings(all));
        });
    }
}
