package org.rnnkit.learner.showcase.worker;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.function.Consumer;
import org.rnnkit.step9training.Training;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.TrainingMonitor;
import org.rnnkit.toolkit.TrainingResult;
import org.rnnkit.toolkit.Updater;
import org.rnnkit.toolkit.Updaters;

/** Step 9 at work: a short training whose samples form. */
final class TrainingShowcase implements StepShowcase {

    private static final int NUM_HIDDENS = 64;
    /** The numbers of epochs between samples. With no epochs, the step only writes samples. */
    private static final int[] PARTS = {0, 1, 4, 15, 20, 40, 80};

    @Override
    public Object show(ShowcaseRequest request, NDManager manager, Consumer<Object> progress) {
        return show(Math.min(SECONDS, ShowcaseClock.left()), manager, progress);
    }

    static ShortTrainings show(double seconds, NDManager manager, Consumer<Object> progress) {
        LanguageModel net = Networks.rnn(manager, NUM_HIDDENS);
        SequenceDataset dataset = Story.dataset();
        Updater updater = Updaters.sgd(1);
        TrainingLog log = new TrainingLog("RNN", NUM_HIDDENS);
        TrainingMonitor monitor = (epoch, result) -> {
            log.add(result);
            progress.accept(new ShortTrainings(List.of(log.run())));
        };
        for (int i = 0; i < PARTS.length && log.goesOn(seconds); i++) {
            // A part can't be stopped, so a slow machine gets fewer epochs.
            int epochs = (int) Math.min(PARTS[i], log.epochsWithin(seconds));
            TrainingResult result = Training.train(net, dataset, Story.VOCABULARY, updater, epochs, manager, monitor);
            ResultChecks.require(result != null && result.samples() != null && !result.samples().isEmpty(),
                    "The result of Training.train has no samples");
            log.sample(result.samples().get(0));
        }
        return new ShortTrainings(List.of(log.run()));
    }
}
