package org.rnnkit.learner.showcase.worker;

import ai.djl.ndarray.NDManager;
import ai.djl.training.loss.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.rnnkit.step8epoch.EpochTraining;
import org.rnnkit.step9training.Training;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.TrainingMonitor;
import org.rnnkit.toolkit.TrainingResult;
import org.rnnkit.toolkit.Updater;
import org.rnnkit.toolkit.Updaters;

/** Steps 8 and 9 at work: trainings of a few seconds. Bonus steps use them, too. */
public final class TrainingShowcases {

    /** The number of hidden units: few, so that an epoch takes a fraction of a second on one core. */
    static final int NUM_HIDDENS = 64;

    /** The most epochs that the curve of step 8 shows. */
    private static final int CURVE = 2_000;
    /** The numbers of epochs between the samples of step 9. With no epochs, the step only writes samples. */
    private static final int[] PARTS = {0, 1, 4, 15, 20, 40, 80};

    private TrainingShowcases() {}

    /**
     * One or two trainings of a few seconds, finished or under way.
     *
     * @param runs the trainings
     */
    public record ShortTrainings(List<ShortRun> runs) {}

    /**
     * One training.
     *
     * @param label the network's name
     * @param numHiddens the number of its hidden units
     * @param perplexities the perplexity of each epoch; it may be infinite or NaN
     * @param seconds the time so far
     * @param samples the texts that it wrote
     */
    public record ShortRun(String label, int numHiddens, double[] perplexities, double seconds, List<Sample> samples) {}

    /**
     * A text that a network wrote during its training.
     *
     * @param epoch the number of epochs before it
     * @param text the text
     */
    public record Sample(int epoch, String text) {}

    /** Trains for some seconds with step 8. */
    static ShortTrainings epochs(double seconds, NDManager manager, Consumer<Object> progress) {
        return new ShortTrainings(List.of(train("RNN", Story.network(manager, NUM_HIDDENS), CURVE, seconds, manager,
                run -> progress.accept(new ShortTrainings(List.of(run))))));
    }

    /**
     * Trains with step 8, one epoch after the other.
     *
     * @param label the name of the network
     * @param net the network
     * @param epochs the largest number of epochs
     * @param seconds the time after which no further epoch begins, so that a slow machine has fewer epochs
     * @param manager the parent of all arrays
     * @param progress receives the training after each epoch
     * @return the training
     */
    static ShortRun train(String label, LanguageModel net, int epochs, double seconds, NDManager manager,
            Consumer<ShortRun> progress) {
        SequenceDataset dataset = Story.dataset();
        Loss loss = Loss.softmaxCrossEntropyLoss();
        Updater updater = Updaters.sgd(1);
        TrainingLog log = new TrainingLog(label);
        while (log.epochs() < epochs && log.hasTime(seconds)) {
            log.add(EpochTraining.trainEpoch(net, dataset.getData(manager), loss, updater, dataset.sampling()));
            progress.accept(log.run());
        }
        return log.run();
    }

    /** Trains with step 9, and lets the network write again and again. */
    static ShortTrainings training(double seconds, NDManager manager, Consumer<Object> progress) {
        LanguageModel net = Story.network(manager, NUM_HIDDENS);
        SequenceDataset dataset = Story.dataset();
        Updater updater = Updaters.sgd(1);
        TrainingLog log = new TrainingLog("RNN");
        TrainingMonitor monitor = (epoch, result) -> {
            log.add(result);
            progress.accept(new ShortTrainings(List.of(log.run())));
        };
        for (int i = 0; i < PARTS.length && log.hasTime(seconds); i++) {
            // A part can't be stopped, so a slow machine gets fewer epochs.
            int epochs = (int) Math.min(PARTS[i], log.epochsWithin(seconds));
            TrainingResult result = Training.train(net, dataset, Story.VOCABULARY, updater, epochs, manager, monitor);
            ResultChecks.require(result != null && result.samples() != null && !result.samples().isEmpty(),
                    "The result of Training.train has no samples");
            log.addSample(result.samples().get(0));
        }
        return new ShortTrainings(List.of(log.run()));
    }

    /** The record of a training under way. */
    static final class TrainingLog {

        private final String label;
        private final long start = System.nanoTime();
        private final List<Double> perplexities = new ArrayList<>();
        private final List<Sample> samples = new ArrayList<>();

        TrainingLog(String label) {
            this.label = label;
        }

        void add(EpochResult result) {
            ResultChecks.require(result != null, "The result of EpochTraining.trainEpoch is null");
            perplexities.add(result.perplexity());
        }

        void addSample(String text) {
            samples.add(new Sample(epochs(), ResultChecks.text(text, "A sample")));
        }

        int epochs() {
            return perplexities.size();
        }

        double seconds() {
            return (System.nanoTime() - start) / 1e9;
        }

        /** Tells whether there is time for another epoch. There is always time for the first one. */
        boolean hasTime(double seconds) {
            return epochs() == 0 || seconds() < seconds;
        }

        /** Returns how many more epochs fit into the time if they take as long as those before; 1 at least. */
        long epochsWithin(double seconds) {
            return epochs() == 0 ? 1 : Math.max(1, (long) ((seconds - seconds()) / (seconds() / epochs())));
        }

        ShortRun run() {
            return new ShortRun(label, NUM_HIDDENS, perplexities.stream().mapToDouble(p -> p).toArray(), seconds(),
                    List.copyOf(samples));
        }
    }

    /**
     * The texts that a briefly trained network writes at several temperatures.
     *
     * @param prefix the beginning of all texts
     * @param tokens all tokens of the vocabulary
     * @param temperatures the temperatures
     * @param probabilities for each temperature, the probability of each token after the prefix
     * @param texts some texts for each temperature
     * @param trained the training before
     */
    public record TemperatureTexts(String prefix, List<String> tokens, double[] temperatures, double[][] probabilities,
            List<List<String>> texts, ShortTrainings trained) {}

    /**
     * The table of an embedding after a short training.
     *
     * @param tokens all tokens of the vocabulary
     * @param rows the vector of each token, [tokens, embedSize]
     * @param trained the training
     */
    public record EmbeddingRows(List<String> tokens, float[][] rows, ShortTrainings trained) {}
}
