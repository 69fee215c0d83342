package org.rnnkit.learner.showcase.worker;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.function.Consumer;
import org.rnnkit.learner.showcase.worker.ShowcaseWorker.ShowcaseRequest;
import org.rnnkit.learner.showcase.worker.ShowcaseWorker.StepShowcase;
import org.rnnkit.learner.showcase.worker.TrainingShowcases.ShortRun;
import org.rnnkit.learner.showcase.worker.TrainingShowcases.ShortTrainings;
import org.rnnkit.step13gru.GruForward;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.step5model.RnnModelScratch;
import org.rnnkit.toolkit.LanguageModel;

/** Step 13 at work: a GRU beside an RNN with as many hidden units. */
final class GruForwardShowcase implements StepShowcase {

    private static final int NUM_HIDDENS = TrainingShowcases.NUM_HIDDENS;
    private static final int EPOCHS = 40;

    @Override
    public Object show(ShowcaseRequest request, NDManager manager, Consumer<Object> progress) {
        return show(ShowcaseWorker.SECONDS, manager, progress);
    }

    /** Trains the RNN first, then the GRU for as many epochs, each for so many seconds at most. */
    static ShortTrainings show(double seconds, NDManager manager, Consumer<Object> progress) {
        LanguageModel gru = new RnnModelScratch(manager, Story.vocabSize(), NUM_HIDDENS, GruForward::initialize,
                HiddenState::initialize, GruForward::forward);
        ShortRun rnnRun = TrainingShowcases.train("RNN", Story.network(manager, NUM_HIDDENS), EPOCHS, seconds, manager,
                run -> progress.accept(new ShortTrainings(List.of(run))));
        ShortRun gruRun = TrainingShowcases.train("GRU", gru, EPOCHS, seconds, manager,
                run -> progress.accept(new ShortTrainings(List.of(rnnRun, run))));
        return new ShortTrainings(List.of(rnnRun, gruRun));
    }
}
