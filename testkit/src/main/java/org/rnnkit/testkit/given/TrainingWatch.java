package org.rnnkit.testkit.given;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.training.dataset.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Evidence;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.comparison.ShortNumber;
import org.rnnkit.testkit.failure.Failure;
import org.rnnkit.testkit.models.WrappedModel;
import org.rnnkit.testkit.oracle.Minibatch;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.TrainingEvents;
import org.rnnkit.testkit.oracle.TrainingSamples;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.Subsequences;
import org.rnnkit.toolkit.TrainingMonitor;
import org.rnnkit.toolkit.TrainingResult;
import org.rnnkit.toolkit.Updater;

/**
 * A call of step 9, and everything that is asked of it. It is the model, the updater and the monitor of the training, so it
 * sees all that happens. The updater sets the output's bias to drawn values, so the perplexity takes any way that a test wants.
 */
public final class TrainingWatch extends WrappedModel implements Updater, TrainingMonitor {

    /** Step 9. */
    public interface Step {

        /** Trains a model. */
        TrainingResult train(LanguageModel net, SequenceDataset dataset, Vocabulary vocabulary, Updater updater, int numEpochs,
                NDManager manager, TrainingMonitor monitor);
    }

    /** Float32 against doubles: logits are below 200 and off by 2e-5 at most, so a perplexity is off by a share of 1e-5. */
    private static final double TOLERANCE = 1e-3;
    /** A training with more epochs has one minibatch in each: only their number is asked for. */
    private static final int MANY = 100;

    /** The tick of a coarse clock such as Windows's, in seconds: each epoch's time may be too long by one. */
    private static final double TICK = 0.016;
    /** The time in seconds by which the sum may be too long besides. */
    private static final double ROUNDING = 0.05;

    private final Step step;
    private final LanguageModel net;
    private final SequenceDataset dataset;
    private final int minibatches;
    private final String perplexity;
    private final Draw draw;
    private final float[] bias;
    private final List<List<Minibatch>> cuts;
    private final List<Parameters> parameters = new ArrayList<>();
    private final List<double[]> events = new ArrayList<>();
    private final List<Integer> arrays = new ArrayList<>();
    private final List<Integer> forwards = new ArrayList<>();
    private final TrainingEvents oracle;
    private final int numEpochs;
    private List<double[]> values;
    private int[][] tokens;
    private boolean isBegun;
    private int forwardsNow;
    private NDManager manager;

    /**
     * Prepares a training.
     *
     * @param step the call of the step
     * @param net a model whose last parameter is the output's bias, or a bigram model
     * @param numEpochs the number of epochs
     * @param sampling the dataset's sampling
     * @param perplexity the way of the perplexity: falls, rises, jumps or infinite
     * @param draw the source of the text and of the updates
     */
    public TrainingWatch(Step step, LanguageModel net, int numEpochs, Sampling sampling, String perplexity, Draw draw) {
        super(net);
        this.step = step;
        this.net = net;
        this.numEpochs = numEpochs;
        this.perplexity = perplexity;
        this.draw = draw;
        bias = last().toFloatArray();
        minibatches = draw.integer(1, numEpochs > MANY ? 1 : 3);
        int vocabSize = (int) last().getShape().get(last().getShape().dimension() - 1);
        int most = Math.max(2, 20_000 / vocabSize / Math.max(1, numEpochs * minibatches)); // tokens of a minibatch
        int batchSize = (int) Math.pow(Math.min(128, most), draw.share());
        int numSteps = (int) Math.pow(Math.min(300, Math.max(2, most / batchSize)), draw.share());
        int[] text = draw.tokens(1, batchSize * numSteps * minibatches + numSteps, vocabSize)[0];
        if (isOneToken()) {
            Arrays.fill(text, perplexity.equals("falls") ? 0 : vocabSize - 1);
        }
        long seed = draw.integer(0, 1_000_000);
        dataset = new SequenceDataset(text, batchSize, numSteps, sampling, seed);
        Subsequences same = new Subsequences(text.length, batchSize, numSteps, sampling, seed);
        cuts = Stream.generate(same::nextEpoch).limit(2L * numEpochs + 2).map(epoch -> epoch.stream()
                .map(starts -> new Minibatch(same.rows(text, starts, 0), same.rows(text, starts, 1))).toList()).toList();
        oracle = new TrainingEvents(numEpochs, sampling == Sampling.SEQUENTIAL, cuts, parameters);
    }

    private boolean isOneToken() {
        return perplexity.equals("falls") || perplexity.equals("rises");
    }

    private NDArray last() {
        return net.parameters().get(net.parameters().size() - 1);
    }

    @Override
    public RnnOutput forward(NDArray given, NDList state) {
        return Evidence.given("net.forward", () -> {
            forwardsNow++;
            tokens = rows(given);
            return super.forward(given, state);
        });
    }

    @Override
    public NDList beginState(NDManager owner, int batchSize) {
        isBegun = true;
        return Evidence.given("net.beginState", () -> super.beginState(owner, batchSize));
    }

    @Override
    public void update(NDList given) {
        Evidence.given("the updater", () -> change(given));
    }

    private void change(NDList given) {
        requireUnchanged("before update " + (parameters.size() + 1));
        parameters.add(GivenNetwork.parameters(net));
        events.add(TrainingEvents.update(oracle.name(tokens), isBegun));
        isBegun = false;
        forwardsNow = 0;
        try (NDArray handle = last().stopGradient(); NDArray before = manager.create(bias, handle.getShape());
                NDArray change = manager.create(change(parameters.size())); NDArray now = before.add(change)) {
            handle.set(new NDIndex(":"), now);
        }
        given.forEach(parameter -> {
            try (NDArray gradient = parameter.getGradient()) {
                gradient.subi(gradient);
            }
        });
        values = Expect.values(net.parameters());
    }

    /** Returns what is added to the logits by an update, counted from 1. */
    private float[] change(int update) {
        float[] change = new float[bias.length / (net.parameters().size() == 1 ? (int) Math.sqrt(bias.length) : 1)];
        if (isOneToken()) {
            change[perplexity.equals("falls") ? 0 : change.length - 1] = (perplexity.equals("falls") ? 9 : -3) * update;
            return change;
        }
        double[] drawn = draw.vector(change.length);
        IntStream.range(0, change.length).forEach(i -> change[i] = (float) (4 * drawn[i]));
        int epoch = update / minibatches;
        if (perplexity.equals("infinite") && epoch < numEpochs && epoch % 3 > 0) {
            change[0] = epoch % 3 == 1 ? Float.NaN : 1e30f;
        }
        return change;
    }

    @Override
    public void epochFinished(int epoch, EpochResult result) {
        Evidence.given("the monitor", () -> {
            events.add(TrainingEvents.told(epoch, inMinibatches(result)));
            arrays.add(manager.getManagedArrays().size());
            forwards.add(forwardsNow);
        });
    }

    private double[] inMinibatches(EpochResult result) {
        Minibatch first = cuts.get(0).get(0);
        return result == null ? new double[] {-1, -1} : new double[] {result.perplexity(),
                (double) result.tokens() / (first.tokens().length * first.tokens()[0].length)};
    }

    private void requireUnchanged(String when) {
        Expect.that(Arrays.deepEquals(values.toArray(), Expect.values(net.parameters()).toArray()), when + ", the parameters "
                + "were changed, but not by the updater given: only the updater, called by trainEpoch, changes parameters. The "
                + "model after the last epoch is the result, even if an earlier one was better");
    }

    /** Trains, and checks everything. */
    public void check(Vocabulary vocabulary, NDManager given) {
        manager = given;
        values = Expect.values(net.parameters());
        List<double[]> untrained = values;
        long start = System.nanoTime();
        TrainingResult result = train(vocabulary);
        double seconds = (System.nanoTime() - start) / 1e9;
        Expect.that(result != null, "train returned null");
        Expect.that(!parameters.isEmpty() || events.isEmpty() && result.epochs().isEmpty()
                && Arrays.deepEquals(untrained.toArray(), Expect.values(net.parameters()).toArray()),
                "the updater given was never called: hand it on to trainEpoch, which calls it, and use no other");
        requireUnchanged("after the last update");
        IntStream.range(0, result.epochs().size())
                .forEach(i -> events.add(TrainingEvents.returned(i + 1, inMinibatches(result.epochs().get(i)))));
        checkEvents();
        double sum = result.epochs().stream().mapToDouble(EpochResult::seconds).sum();
        Expect.that(sum < seconds + ROUNDING + numEpochs * TICK, () -> "the seconds of " + numEpochs
                + " epochs add up to " + ShortNumber.of(sum) + ", but the whole training took only "
                + ShortNumber.of(seconds) + " s: each result has the seconds of its own epoch, as trainEpoch returns them");
        checkSamples(vocabulary, result);
        Expect.that(forwards.size() < 2 || forwards.get(forwards.size() - 1) <= forwards.get(0), "the monitor is told of the "
                + "last epoch only when the samples are written: tell it of each epoch right after trainEpoch, and predict at "
                + "the end");
        Expect.that(numEpochs == 0 || nextIsAfter(numEpochs), "dataset.getData has been called more than " + numEpochs
                + " times for " + numEpochs + " epochs, perhaps ahead for an epoch that never came. A later training with this "
                + "dataset sees other cuts, so call it once in each epoch");
        Expect.that(manager.isOpen(), "train closed the manager that it was given; it belongs to the caller");
        Expect.ownership(arrays.size() < 3 || arrays.get(arrays.size() - 1) <= arrays.get(1), () -> "after each of the "
                + "epochs the manager given holds " + arrays + " arrays: something stays behind in every epoch. Close what you "
                + "make in the loop");
    }

    private TrainingResult train(Vocabulary vocabulary) {
        try {
            return step.train(this, dataset, vocabulary, this, numEpochs, manager, this);
        } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException refused) {
            Expect.that(numEpochs > 0, () -> "with numEpochs 0, train threw " + refused.getClass().getSimpleName() + ": "
                    + refused.getMessage() + "\nZero epochs are allowed: train nothing, and return the two samples");
            throw refused;
        }
    }

    private void checkEvents() {
        double[][] actual = events.toArray(double[][]::new);
        double[][] expected = oracle.rows();
        Expect.numbers("the training", Expect.flat(actual), Expect.flat(expected), TOLERANCE, oracle::slips, () -> {
            String training = "in a training of " + numEpochs + (numEpochs == 1 ? " epoch" : " epochs") + " with " + minibatches
                    + (minibatches == 1 ? " minibatch" : " minibatches") + " each,\n";
            if (!counts(actual).equals(counts(expected))) {
                return Failure.ofResult(training + counts(actual), counts(expected));
            }
            int first = IntStream.range(0, actual.length)
                    .filter(i -> !Expect.isClose(actual[i], expected[i], TOLERANCE)).findFirst().orElseThrow();
            return Failure.ofResult(training + "event " + (first + 1) + " is: " + TrainingEvents.inWords(actual[first]),
                    TrainingEvents.inWords(expected[first]));
        });
    }

    private static String counts(double[][] rows) {
        long[] counts = IntStream.range(0, 3).mapToLong(kind -> Arrays.stream(rows).filter(row -> row[0] == kind).count())
                .toArray();
        return "updates: " + counts[0] + ", calls of the monitor: " + counts[1] + ", results in the list: " + counts[2];
    }

    private void checkSamples(Vocabulary vocabulary, TrainingResult result) {
        List<Parameters> afterEpochs = new ArrayList<>();
        for (int update = 0; update < parameters.size(); update += minibatches) {
            afterEpochs.add(parameters.get(update));
        }
        afterEpochs.add(GivenNetwork.parameters(net));
        TrainingSamples right = new TrainingSamples(vocabulary, afterEpochs);
        List<String> samples = result.samples();
        Expect.that(samples.size() == 2, "with numEpochs " + numEpochs + " there must be two samples, but there are "
                + samples.size() + ": predict once after each of the two prefixes, when the last epoch is over");
        Expect.numbers("the samples", TrainingSamples.inNumbers(samples.get(0), samples.get(1)), right.right(samples), 0,
                () -> right.slips(samples), () -> {
            int wrong = samples.get(0).equals(right.right(0, samples.get(0))) ? 1 : 0;
            return Failure.ofResult("sample " + (wrong + 1) + " is \"" + samples.get(wrong) + "\"",
                    "\"" + right.right(wrong, samples.get(wrong)) + "\"").with("The prefixes are \"time traveller\" and "
                    + "\"traveller\", exactly so, and 50 characters follow each");
        });
    }

    /** Tells whether the next calls of getData give the cuts that follow after some calls. */
    private boolean nextIsAfter(int calls) {
        return cuts.subList(calls, Math.min(calls + 3, cuts.size())).stream().allMatch(epoch -> {
            List<int[]> next = new ArrayList<>();
            for (Batch batch : dataset.getData(net.parameters().get(0).getManager())) {
                try (batch) {
                    next.add(oracle.name(rows(batch.getData().get(0))));
                }
            }
            return Arrays.deepEquals(next.toArray(), epoch.stream().map(one -> oracle.name(one.tokens())).toArray());
        });
    }

    private static int[][] rows(NDArray given) {
        int columns = (int) given.size(1);
        int[] flat = Arrays.stream(given.toArray()).mapToInt(Number::intValue).toArray();
        return IntStream.range(0, flat.length / columns)
                .mapToObj(row -> Arrays.copyOfRange(flat, row * columns, (row + 1) * columns)).toArray(int[][]::new);
    }

    /** Returns the way of the perplexity: the updater's name. */
    @Override
    public String toString() {
        return perplexity;
    }
}
