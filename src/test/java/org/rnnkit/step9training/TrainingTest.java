package org.rnnkit.step9training;

import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.training.loss.Loss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.step6prediction.Prediction;
import org.rnnkit.step8epoch.ChapterExampleTest.BigramModel;
import org.rnnkit.step8epoch.EpochTraining;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.NumberTypes;
import org.rnnkit.testkit.comparison.ShortNumber;
import org.rnnkit.testkit.given.GivenBatches;
import org.rnnkit.testkit.junit.RequiresStep;
import org.rnnkit.testkit.models.RecordingModel;
import org.rnnkit.testkit.oracle.Epoch;
import org.rnnkit.testkit.oracle.Minibatch;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.RnnReader;
import org.rnnkit.testkit.slips.TrainingSlips.Counts;
import org.rnnkit.testkit.slips.TrainingSlips;
import org.rnnkit.toolkit.ConciseRnnModel;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.NotImplementedYet;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.TrainingResult;
import org.rnnkit.toolkit.Updater;
import org.rnnkit.toolkit.Updaters;

/** Tests of step 9: the epochs, the monitor, the samples. */
@Tag("step9")
class TrainingTest {

    static final List<String> TOKENS = List.of("<unk>", " ", "e", "t", "r", "l", "i", "m", "a", "v");
    private static final String PHRASE = "time traveller ";
    static final int BATCH_SIZE = 2;
    static final int NUM_STEPS = 12;
    /** Enough to learn the text: right trainings end near 1.2. */
    private static final int EPOCHS = 20;
    private static final String RISES = "the perplexity rises";
    /** The minibatches in an epoch of the dataset. */
    static final int MINIBATCHES = 3;

    static final Vocabulary VOCABULARY = DefaultVocabulary.builder().optUnknownToken("<unk>").add(TOKENS).build();
    private int updates;
    /** The seconds of the last training. */
    private double most;
    /** The parameters after the last update. */
    private List<double[]> values;
    private final List<Integer> told = new ArrayList<>();
    private final List<Integer> updatesWhenTold = new ArrayList<>();
    private final List<Integer> predictionsWhenTold = new ArrayList<>();
    private final List<EpochResult> toldResults = new ArrayList<>();

    /** Three minibatches an epoch. */
    static SequenceDataset dataset(Sampling sampling, long seed) {
        int[] tokens = PHRASE.repeat(6).chars()
                .map(c -> (int) VOCABULARY.getIndex(String.valueOf((char) c))).toArray();
        return new SequenceDataset(tokens, BATCH_SIZE, NUM_STEPS, sampling, seed);
    }

    /** Trains on a manager of its own, so that the model can be looked at even if train has closed the manager given. */
    private TrainingResult train(LanguageModel net, SequenceDataset dataset, Updater updater, int numEpochs,
            NDManager manager) {
        told.clear();
        toldResults.clear();
        updatesWhenTold.clear();
        predictionsWhenTold.clear();
        updates = 0;
        values = Expect.values(net.parameters());
        RecordingModel recorded = new RecordingModel(net, BATCH_SIZE);
        long start = System.nanoTime();
        TrainingResult result = Training.train(recorded, dataset, VOCABULARY, parameters -> {
            requireUnchanged(net, values, "before update " + (updates + 1));
            updates++;
            updater.update(parameters);
            values = Expect.values(net.parameters());
        }, numEpochs, manager.newSubManager(), (epoch, r) -> {
            told.add(epoch);
            toldResults.add(r);
            updatesWhenTold.add(updates);
            predictionsWhenTold.add(recorded.takePredictions());
        });
        most = (System.nanoTime() - start) / 1e9;
        Expect.that(result != null, "train returned null");
        Expect.that(updates > 0 || numEpochs == 0 || isSame(net, values), "the parameters were changed, but the updater given "
                + "was never called: hand it on to trainEpoch, which calls it, and use no other");
        requireUnchanged(net, values, "after the last update");
        return result;
    }

    /** Checks that a model's parameters are what the last update has made of them. */
    static void requireUnchanged(LanguageModel net, List<double[]> values, String when) {
        Expect.that(isSame(net, values), when + ", the parameters were changed, but not by the updater given: only the "
                + "updater, called by trainEpoch, changes parameters. The model after the last epoch is the result, even if "
                + "an earlier one was better");
    }

    private static boolean isSame(LanguageModel net, List<double[]> values) {
        return Arrays.deepEquals(values.toArray(), Expect.values(net.parameters()).toArray());
    }

    /**
     * Checks that all epochs were trained, told and listed, each with its own time.
     *
     * @param mayStopWhen what a training may wrongly stop for, in words such as "the perplexity rises"
     */
    private void checkEpochs(int numEpochs, TrainingResult result, int minibatches, String... mayStopWhen) {
        Counts seen = new Counts((double) updates / minibatches, told.size(), result.epochs().size());
        Map<String, Boolean> slips = TrainingSlips.ofCounts(numEpochs, minibatches, seen);
        boolean stopped = seen.listed() > 0 && seen.trained() < numEpochs && seen.told() < numEpochs
                && !NumberTypes.wrong("", numEpochs).containsKey(seen.listed());
        for (String reason : mayStopWhen) {
            slips.put("the training stops when " + reason + ": train for all epochs", stopped);
        }
        boolean right = seen.are(numEpochs);
        Expect.result("the numbers of epochs", right, right && numEpochs == 0 ? Map.of() : slips, () -> "with numEpochs "
                + numEpochs + " and " + minibatches + (minibatches == 1 ? " minibatch" : " minibatches")
                + " an epoch:\ncalls of the updater " + updates + ", expected "
                + numEpochs * minibatches + "; calls of the monitor " + told.size() + ", expected " + numEpochs
                + "; results returned " + seen.listed() + ", expected " + numEpochs);
        double seconds = result.epochs().stream().mapToDouble(EpochResult::seconds).sum();
        // Another clock may be off by its tick, 15 ms at worst.
        Expect.that(seconds < most + 0.05, () -> "the seconds of " + numEpochs + " epochs add up to "
                + ShortNumber.of(seconds) + ", but the whole training took only " + ShortNumber.of(most)
                + " s: each result has the seconds of its own epoch, as trainEpoch returns them");
    }

    /** The same with every seed: only the perplexity is compared with numbers, and its test draws its own model. */
    static LanguageModel net(NDManager manager) {
        return Parameters.draw(new Draw(1, "net"), TOKENS.size(), 8).network(manager);
    }

    @BeforeEach
    void steps6And8MustBeRight(NDManager manager, Draw draw) {
        needSteps6And8(manager, draw);
    }

    /** The stand-ins of steps 6 and 8 know only models that tests pass to step 9, so no other is used here. */
    static void needSteps6And8(NDManager manager, Draw draw) {
        RequiresStep.step(6, () -> {
            boolean right = true;
            for (int i = 0; i < 4; i++) {
                Parameters p = Parameters.draw(draw, TOKENS.size(), 9);
                p.bQ()[0] += i == 0 ? 100 : 0; // it writes unknown characters
                String text = Prediction.predict("tim", 9, p.network(manager), VOCABULARY, manager);
                right &= text.equals(RnnReader.writeAs(text, p, VOCABULARY, "tim", 9));
            }
            return right;
        });
        RequiresStep.step(8, () -> {
            Parameters begin = Parameters.draw(draw, TOKENS.size(), 4);
            List<Minibatch> two = List.of(
                    new Minibatch(draw.tokens(2, 3, TOKENS.size()), draw.tokens(2, 3, TOKENS.size())),
                    new Minibatch(draw.tokens(2, 3, TOKENS.size()), draw.tokens(2, 3, TOKENS.size())));
            long start = System.nanoTime();
            EpochResult result = EpochTraining.trainEpoch(begin.network(manager), new GivenBatches(manager, two),
                    Loss.softmaxCrossEntropyLoss(), Updaters.sgd(1), Sampling.SEQUENTIAL);
            double most = (System.nanoTime() - start) / 1e9 + 0.02;
            double expected = Epoch.train(begin, two, true, 1).perplexity();
            return Math.abs(result.perplexity() - expected) < 1e-2 * expected && result.seconds() < most;
        });
    }

    @ParameterizedTest(name = "numEpochs {0}")
    @ValueSource(ints = {1, 4})
    @Order(1)
    @Tag("same-with-every-seed")
    void trainsForTheGivenNumberOfEpochs(int numEpochs, NDManager manager) {
        TrainingResult result = train(net(manager), dataset(Sampling.RANDOM, 1), Updaters.sgd(1), numEpochs, manager);
        checkEpochs(numEpochs, result, MINIBATCHES);
    }

    /** After two epochs that make the model better, a learning rate below zero makes it worse. */
    @Test
    @Order(1)
    @Tag("same-with-every-seed")
    void continuesWhenThePerplexityRises(NDManager manager) {
        Updater better = Updaters.sgd(1);
        Updater worse = Updaters.sgd(-0.5f);
        TrainingResult result = train(net(manager), dataset(Sampling.RANDOM, 1),
                parameters -> (updates > 2 * MINIBATCHES ? worse : better).update(parameters), 8, manager);
        checkEpochs(8, result, MINIBATCHES, RISES);
    }

    /** The updater spoils the model for the second epoch and for the third, in which no character of the text has a chance. */
    @Test
    @Order(1)
    @Tag("same-with-every-seed")
    void continuesWhenThePerplexityIsNotFinite(NDManager manager) {
        LanguageModel net = net(manager);
        float[] bias = net.parameters().get(3).toFloatArray();
        TrainingResult result = train(net, dataset(Sampling.RANDOM, 1), parameters -> {
            float[] spoiled = bias.clone();
            if (updates == MINIBATCHES) {
                spoiled[0] = Float.NaN;
            } else if (updates == 2 * MINIBATCHES) {
                spoiled[0] = 1e30f;
            } else if (updates != 3 * MINIBATCHES) {
                return;
            }
            try (NDArray handle = parameters.get(3).stopGradient(); NDArray now = manager.create(spoiled)) {
                handle.set(new NDIndex(":"), now);
            }
        }, 4, manager);
        checkEpochs(4, result, MINIBATCHES, "the perplexity is NaN or infinite");
        List<Double> perplexities = result.epochs().stream().map(EpochResult::perplexity).toList();
        Expect.that(!Double.isFinite(perplexities.get(1)) && !Double.isFinite(perplexities.get(2)), () ->
                "the perplexities of the second and third of 4 epochs are NaN and infinite, but the results returned are "
                        + inWords(result.epochs()) + ": return what trainEpoch returns");
    }

    /** After the first update the model is sure of the only label, so that the loss is 0. */
    @Test
    @Order(1)
    @Tag("same-with-every-seed")
    void continuesWhenThePerplexityIs1(NDManager manager) {
        SequenceDataset small = new SequenceDataset(new int[] {1, 2}, 1, 1, Sampling.SEQUENTIAL, 1);
        float[] change = new float[TOKENS.size()];
        change[2] = 100;
        TrainingResult result = train(net(manager), small, parameters -> {
            try (NDArray bias = parameters.get(3).stopGradient(); NDArray sure = manager.create(change)) {
                bias.addi(sure);
            }
        }, 6, manager);
        checkEpochs(6, result, 1, updates <= 2 ? "the perplexity is low enough" : "the perplexity falls no more");
    }

    /** More epochs than a byte counts, with or without a sign. */
    @Test
    @Tag("same-with-every-seed")
    void trainsForManyEpochs(NDManager manager) {
        LanguageModel net = new BigramModel(manager, TOKENS.size()); // the fastest, because there are so many epochs
        TrainingResult result = train(net, TrainingDataTest.dataOfManyEpochs(), parameters ->
                Updaters.sgd(updates % 2 == 0 ? -0.1f : 0.1f).update(parameters), 260, manager); // with other perplexities
        checkEpochs(260, result, 1, "numEpochs is large", RISES);
        int first = IntStream.range(0, told.size()).filter(i -> told.get(i) != i + 1).findFirst().orElse(-1);
        Expect.result("the epochs told of many", first < 0, TrainingSlips.ofToldEpochs(told, 260), () -> "of 260 epochs, the "
                + "monitor was told of epoch " + (first + 1) + " as epoch " + told.get(first) + ": epochs count from 1 on");
        TrainingDataTest.checkManyEpochs(result, net);
    }

    @Test
    @Tag("same-with-every-seed")
    void passesOnAnException(NDManager manager) {
        requireThrown("the updater threw an exception in the second of 3 epochs", () ->
                train(net(manager), dataset(Sampling.RANDOM, 1), parameters -> {
                    if (updates > MINIBATCHES) {
                        throw new IllegalArgumentException("this updater trains one epoch only");
                    }
                }, 3, manager));
        requireThrown("the monitor threw an exception", () -> Training.train(net(manager), dataset(Sampling.RANDOM, 1),
                VOCABULARY, Updaters.sgd(0), 1, manager.newSubManager(), (epoch, result) -> {
                    throw new IllegalArgumentException("this monitor can't write its log");
                }));
    }

    private static void requireThrown(String exception, Runnable training) {
        boolean thrown = false;
        try {
            training.run();
        } catch (NotImplementedYet stub) {
            throw stub;
        } catch (RuntimeException passedOn) {
            thrown = true;
        }
        Expect.that(thrown, exception + ", but train returned a result: don't catch exceptions, or nobody notices that a "
                + "training has failed");
    }

    @Test
    @Order(2)
    @Tag("same-with-every-seed")
    void callsTheMonitorAfterEveryEpoch(NDManager manager) {
        // It gets better and then worse, so that the results are not in the order of their size.
        TrainingResult result = train(net(manager), dataset(Sampling.SEQUENTIAL, 1),
                parameters -> Updaters.sgd(updates > MINIBATCHES + 1 ? -0.5f : 1).update(parameters), 3, manager);
        if (updates != 3 * MINIBATCHES) {
            return; // the test of the number of epochs says so
        }
        Expect.result("the epochs told", told.equals(List.of(1, 2, 3)), TrainingSlips.ofToldEpochs(told, 3),
                () -> "for 3 epochs the monitor was told of epochs " + told + ", expected [1, 2, 3]");
        Expect.result("the results told", toldResults.equals(result.epochs()),
                TrainingSlips.ofToldResults(toldResults, result.epochs()),
                () -> "the monitor was told the results " + inWords(toldResults) + ",\nbut those returned are "
                        + inWords(result.epochs()) + ":\ntell it the same results in the same order");
        // The monitor must see the model just after each epoch, so it must be called then and not at the end.
        Expect.result("the moments when the monitor is told", updatesWhenTold.equals(List.of(3, 6, 9)), Map.of(
                "the monitor is told before each epoch, not after it", updatesWhenTold.equals(List.of(0, 3, 6)),
                "the monitor is told of all epochs when the training is over: tell it in the loop, after each one",
                updatesWhenTold.equals(List.of(9, 9, 9)),
                "the monitor is told of an epoch only after the next one: tell it in the loop, right after trainEpoch",
                updatesWhenTold.equals(List.of(6, 9, 9))),
                () -> "when the monitor was told of 3 epochs of 3 minibatches, " + updatesWhenTold + " updates had been made, "
                        + "expected [3, 6, 9]");
        Expect.that(predictionsWhenTold.get(2) <= predictionsWhenTold.get(1), "the monitor is told of the last epoch only when "
                + "the samples are written: tell it of each epoch right after trainEpoch, and predict at the end");
    }

    private static List<String> inWords(List<EpochResult> results) {
        return results.stream().map(result -> result == null ? "null" : "perplexity "
                + ShortNumber.of(result.perplexity()) + " of " + result.tokens() + " tokens").toList();
    }

    @Test
    @Order(3)
    @Tag("same-with-every-seed")
    void usesTheGivenUpdater(NDManager manager) {
        train(net(manager), dataset(Sampling.RANDOM, 2), Updaters.sgd(0), 2, manager); // looks for other changes
        Expect.that(updates > 0, "the updater given was never called: hand it on to trainEpoch");
    }

    /** One epoch must work, so that an exception belongs to the zero. */
    @Test
    @Tag("same-with-every-seed")
    void zeroEpochsGiveOnlySamples(NDManager manager) {
        train(net(manager), dataset(Sampling.SEQUENTIAL, 4), Updaters.sgd(1), 1, manager);
        LanguageModel net = net(manager);
        List<String> untrained = SamplesTest.samples(net);
        TrainingResult result = zeroEpochs(net, manager);
        checkEpochs(0, result, MINIBATCHES);
        SamplesTest.check(0, result, untrained, net);
    }

    private TrainingResult zeroEpochs(LanguageModel net, NDManager manager) {
        try {
            return train(net, dataset(Sampling.SEQUENTIAL, 4), Updaters.sgd(1), 0, manager);
        } catch (RuntimeException thrown) {
            Expect.that(false, "with numEpochs 0, train threw " + thrown.getClass().getSimpleName() + ": "
                    + thrown.getMessage() + "\nZero epochs are allowed: train nothing, and return the two samples");
            throw thrown;
        }
    }

    /**
     * Model and minibatches are always the same, because it is not known how far others get in so few epochs. The concise
     * model is trained with sequential sampling.
     */
    @Test
    @Tag("same-with-every-seed")
    @Order(Integer.MAX_VALUE)
    void learns(NDManager manager) {
        LanguageModel net = Parameters.draw(new Draw(1, "learns"), TOKENS.size(), 8).network(manager);
        TrainingResult result = train(net, dataset(Sampling.RANDOM, 8), Updaters.sgd(1), EPOCHS, manager);
        checkLearned(result);
    }

    @Test
    @Tag("same-with-every-seed")
    @Order(Integer.MAX_VALUE)
    void trainsTheConciseModel(NDManager manager) {
        new Draw(1, "concise").seedEngine();
        LanguageModel net = new ConciseRnnModel(manager, TOKENS.size(), 12);
        List<String> untrained = SamplesTest.samples(net);
        TrainingResult result = train(net, dataset(Sampling.SEQUENTIAL, 9), Updaters.sgd(1), EPOCHS, manager);
        checkLearned(result);
        SamplesTest.check(EPOCHS, result, untrained, net);
    }

    private void checkLearned(TrainingResult result) {
        checkEpochs(EPOCHS, result, MINIBATCHES, RISES, "the perplexity is low enough");
        double first = result.epochs().get(0).perplexity();
        double last = result.perplexity();
        // From this start, right solutions end below 2, however they round: TolerancesTest tries several ways.
        Expect.consequence(last < 3, () -> "after " + EPOCHS + " epochs on \"time traveller time traveller ...\" the "
                + "perplexity is " + ShortNumber.of(last) + " (it began with " + ShortNumber.of(first) + "); a right training "
                + "ends below 2");
    }
}
