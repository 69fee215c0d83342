package org.rnnkit.learner.showcase.worker;

import ai.djl.ndarray.NDManager;
import ai.djl.training.loss.Loss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.learner.showcase.worker.Pictures.Axis;
import org.rnnkit.learner.showcase.worker.Pictures.ProbabilityChart;
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
    public record ShortTrainings(List<ShortRun> runs) {

        /** Returns the number of hidden units of all networks. */
        public int numHiddens() {
            return runs.get(0).numHiddens();
        }

        /** Returns the rows of the table: each network, its epochs, the first and last perplexity, and the time. */
        public List<List<String>> table() {
            return runs.stream().map(run -> List.of(run.label(), String.valueOf(run.perplexities().length), run.perplexity(0),
                    run.perplexity(run.perplexities().length - 1), Pictures.number(run.seconds(), 1))).toList();
        }
    }

    /**
     * One training.
     *
     * @param label the network's name
     * @param numHiddens the number of its hidden units
     * @param perplexities the perplexity of each epoch; it may be infinite or NaN
     * @param seconds the time so far
     * @param samples the texts that it wrote
     */
    public record ShortRun(String label, int numHiddens, double[] perplexities, double seconds, List<Sample> samples) {

        private String perplexity(int epoch) {
            return perplexities.length == 0 ? "–" : Pictures.number(perplexities[epoch], 1);
        }
    }

    /**
     * A text that a network wrote during its training.
     *
     * @param epoch the number of epochs before it
     * @param text the text
     */
    public record Sample(int epoch, String text) {

        /** Returns the text as it is shown, with a sign for each space at the end. */
        public String shown() {
            return Printable.withVisibleEnd(Printable.of(text));
        }
    }

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
            List<List<String>> texts, ShortTrainings trained) {

        /** Chooses the temperature that is nearest to the wanted one. */
        public TextsAtTemperature at(double wanted) {
            int chosen = IntStream.range(0, temperatures.length).boxed()
                    .min(Comparator.comparingDouble(i -> Math.abs(temperatures[i] - wanted))).orElseThrow();
            return new TextsAtTemperature(this, Pictures.number(temperatures[chosen], 1),
                    new ProbabilityChart(tokens, probabilities[chosen]),
                    texts.get(chosen).stream().map(Printable::of).toList());
        }

        /** Returns the lowest temperature. */
        public String lowest() {
            return Pictures.number(temperatures[0], 1);
        }

        /** Returns the highest temperature. */
        public String highest() {
            return Pictures.number(temperatures[temperatures.length - 1], 1);
        }
    }

    /**
     * What a network writes at one of the temperatures.
     *
     * @param all the texts at all temperatures
     * @param temperature the temperature
     * @param chart the next character's probabilities
     * @param texts the texts, printable
     */
    public record TextsAtTemperature(TemperatureTexts all, String temperature, ProbabilityChart chart, List<String> texts) {}

    /**
     * The table of an embedding after a short training.
     *
     * @param tokens all tokens of the vocabulary
     * @param rows the vector of each token, [tokens, embedSize]
     * @param trained the training
     */
    public record EmbeddingRows(List<String> tokens, float[][] rows, ShortTrainings trained) {

        /** The width and height of the drawing, in pixels. */
        public static final int SIZE = 480;
        /** The size of a letter's mark, in pixels. */
        public static final int MARK = 11;

        private static final String VOWELS = "aeiou";
        private static final int MARGIN = 24;
        private static final int NEIGHBOURS = 3;
        /** Tokens are in the order of their frequency: the unknown one, the space, the letters. */
        private static final int FIRST_LETTER = 2;
        private static final int FREQUENT = 12;

        /**
         * A letter in the plane.
         *
         * @param x its horizontal place
         * @param y its vertical place
         * @param label the letter
         * @param kind vowel, consonant or other: the CSS class, and the shape of the mark
         */
        public record Letter(String x, String y, String label, String kind) {}

        /** Returns the share of the vectors' differences that the plane shows. */
        public String share() {
            return Pictures.number(100 * PrincipalPlane.of(rows).share(), 0) + " %";
        }

        /** Lists the letters. */
        public List<Letter> letters() {
            PrincipalPlane plane = PrincipalPlane.of(rows);
            double far = Stream.of(plane.across(), plane.up()).flatMapToDouble(Arrays::stream).map(Math::abs)
                    .filter(Double::isFinite).max().orElse(0);
            Axis x = new Axis(-far, far + Double.MIN_NORMAL, MARGIN, SIZE - MARGIN);
            Axis y = new Axis(-far, far + Double.MIN_NORMAL, SIZE - MARGIN, MARGIN);
            return IntStream.range(0, rows.length).mapToObj(i -> new Letter(x.place(plane.across()[i]),
                    y.place(plane.up()[i]), label(tokens.get(i)), kind(tokens.get(i)))).toList();
        }

        private static String label(String token) {
            return token.length() > 1 ? "?" : Pictures.token(token);
        }

        private static String kind(String token) {
            return token.length() > 1 || !Character.isLetter(token.charAt(0)) ? "other"
                    : VOWELS.contains(token) ? "vowel" : "consonant";
        }

        /** Names the frequent letters whose vectors are nearest to that of "e", in all dimensions. */
        public String nearestToE() {
            int e = tokens.indexOf("e");
            int end = Math.min(FIRST_LETTER + FREQUENT, tokens.size());
            return e < 0 ? "" : IntStream.range(FIRST_LETTER, end).filter(i -> i != e).boxed()
                    .sorted(Comparator.comparingDouble(i -> distance(rows[i], rows[e]))).limit(NEIGHBOURS)
                    .map(i -> Pictures.named(tokens.get(i))).collect(Collectors.joining(", "));
        }

        private static double distance(float[] one, float[] other) {
            return IntStream.range(0, one.length).mapToDouble(i -> Math.pow(one[i] - other[i], 2)).sum();
        }
    }
}
