package org.rnnkit.step9training;

import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.step6prediction.Prediction;
import org.rnnkit.step8epoch.EpochTraining;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.comparison.ShortNumber;
import org.rnnkit.testkit.given.GivenBatches;
import org.rnnkit.testkit.given.GivenRnn;
import org.rnnkit.testkit.given.RecordingModel;
import org.rnnkit.testkit.junit.RequiresStep;
import org.rnnkit.testkit.oracle.Epoch.Minibatch;
import org.rnnkit.testkit.oracle.Epoch;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.RnnReader;
import org.rnnkit.testkit.slips.EpochSlips;
import org.rnnkit.testkit.slips.TrainingSlips.Counts;
import org.rnnkit.testkit.slips.TrainingSlips;
import org.rnnkit.toolkit.ConciseRnnModel;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.LanguageModel;
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
    private static final int BATCH_SIZE = 2;
    private static final int NUM_STEPS = 12;
    /** Enough to learn the text: right trainings end near 1.2. */
    private static final int EPOCHS = 20;
    /** The minibatches in an epoch of the dataset. */
    static final int MINIBATCHES = 3;

    static final Vocabulary VOCABULARY = DefaultVocabulary.builder().optUnknownToken("<unk>").add(TOKENS).build();
    private int updates;
    private final List<Integer> told = new ArrayList<>();
    private final List<EpochResult> toldResults = new ArrayList<>();

    /** Three minibatches an epoch. */
    static SequenceDataset dataset(Sampling sampling, long seed) {
        int[] tokens = PHRASE.repeat(6).chars()
                .map(c -> (int) VOCABULARY.getIndex(String.valueOf((char) c))).toArray();
        return new SequenceDataset(tokens, BATCH_SIZE, NUM_STEPS, sampling, seed);
    }

    private TrainingResult train(LanguageModel net, SequenceDataset dataset, Updater updater, int numEpochs,
            NDManager manager) {
        told.clear();
        toldResults.clear();
        updates = 0;
        TrainingResult result = Training.train(net, dataset, VOCABULARY, parameters -> {
            updates++;
            updater.update(parameters);
        }, numEpochs, manager, (epoch, r) -> {
            told.add(epoch);
            toldResults.add(r);
        });
        Expect.that(result != null, "train returned null");
        return result;
    }

    /**
     * Checks that all epochs were trained, told and listed.
     *
     * @param mayRise whether the perplexity can rise from one epoch to the next
     * @param mayBeLow whether the perplexity can be so low that a training might end
     */
    private void checkEpochs(int numEpochs, TrainingResult result, int minibatches, boolean mayRise, boolean mayBeLow) {
        Counts seen = new Counts((double) updates / minibatches, told.size(), result.epochs().size());
        Map<String, Boolean> slips = TrainingSlips.ofCounts(numEpochs, minibatches, seen);
        boolean stopped = seen.listed() > 0 && seen.trained() < numEpochs && seen.told() < numEpochs;
        if (mayRise) {
            slips.put("the training stops when the perplexity rises: train for all epochs", stopped);
        }
        if (mayBeLow) {
            slips.put("the training stops when the perplexity is low enough: train for all epochs", stopped);
        }
        boolean right = seen.are(numEpochs);
        Expect.result("the numbers of epochs", right, right && numEpochs == 0 ? Map.of() : slips, () -> "with numEpochs "
                + numEpochs + " and " + minibatches + " minibatches an epoch:\ncalls of the updater " + updates + ", expected "
                + numEpochs * minibatches + "; calls of the monitor " + told.size() + ", expected " + numEpochs
                + "; results returned " + seen.listed() + ", expected " + numEpochs);
    }

    /** The same with every seed: only the perplexity is compared with numbers, and its test draws its own model. */
    static LanguageModel net(NDManager manager) {
        return new GivenRnn(manager, Parameters.draw(new Draw(1, "net"), TOKENS.size(), 8));
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
                String text = Prediction.predict("tim", 9, new GivenRnn(manager, p), VOCABULARY, manager);
                right &= text.equals(RnnReader.writeAs(text, p, VOCABULARY, "tim", 9));
            }
            return right;
        });
        RequiresStep.step(8, () -> {
            Parameters begin = Parameters.draw(draw, TOKENS.size(), 4);
            List<Minibatch> two = List.of(
                    new Minibatch(draw.tokens(2, 3, TOKENS.size()), draw.tokens(2, 3, TOKENS.size())),
                    new Minibatch(draw.tokens(2, 3, TOKENS.size()), draw.tokens(2, 3, TOKENS.size())));
            EpochResult result = EpochTraining.trainEpoch(new GivenRnn(manager, begin), new GivenBatches(manager, two),
                    Loss.softmaxCrossEntropyLoss(), Updaters.sgd(1), Sampling.SEQUENTIAL);
            double expected = Epoch.train(begin, two, true, 1).perplexity();
            return Math.abs(result.perplexity() - expected) < 1e-2 * expected;
        });
    }

    @ParameterizedTest(name = "numEpochs {0}")
    @ValueSource(ints = {1, 4})
    @Order(1)
    @Tag("same-with-every-seed")
    void trainsForTheGivenNumberOfEpochs(int numEpochs, NDManager manager) {
        TrainingResult result = train(net(manager), dataset(Sampling.RANDOM, 1), Updaters.sgd(1), numEpochs, manager);
        checkEpochs(numEpochs, result, MINIBATCHES, false, false);
    }

    /** If nothing is learned, the perplexity goes up and down with the offset. */
    @Test
    @Order(1)
    @Tag("same-with-every-seed")
    void continuesWhenThePerplexityRises(NDManager manager) {
        TrainingResult result = train(net(manager), dataset(Sampling.RANDOM, 1), Updaters.sgd(0), 8, manager);
        checkEpochs(8, result, MINIBATCHES, true, false);
    }

    @Test
    @Order(2)
    @Tag("same-with-every-seed")
    void callsTheMonitorAfterEveryEpoch(NDManager manager) {
        TrainingResult result = train(net(manager), dataset(Sampling.SEQUENTIAL, 1), Updaters.sgd(1), 3, manager);
        if (updates != 3 * MINIBATCHES) {
            return; // the test of the number of epochs says so
        }
        Expect.result("the epochs told", told.equals(List.of(1, 2, 3)), TrainingSlips.ofToldEpochs(told, 3),
                () -> "for 3 epochs the monitor was told of epochs " + told + ", expected [1, 2, 3]");
        Expect.result("the results told", toldResults.equals(result.epochs()),
                TrainingSlips.ofToldResults(toldResults, result.epochs()),
                () -> "the monitor was told the results " + inWords(toldResults) + ",\nbut those returned are "
                        + inWords(result.epochs()) + ":\ntell it the same results in the same order");
    }

    private static List<String> inWords(List<EpochResult> results) {
        return results.stream().map(result -> result == null ? "null" : "perplexity "
                + ShortNumber.of(result.perplexity()) + " of " + result.tokens() + " tokens").toList();
    }

    /** The monitor must see the model just after each epoch, so it must be called then and not at the end. */
    @Test
    @Order(7)
    @Tag("same-with-every-seed")
    void callsTheMonitorDuringTheTraining(NDManager manager) {
        LanguageModel net = net(manager);
        List<Integer> updatesWhenTold = new ArrayList<>();
        int[] count = {0};
        Updater sgd = Updaters.sgd(1);
        Training.train(net, dataset(Sampling.RANDOM, 3), VOCABULARY, parameters -> {
            count[0]++;
            sgd.update(parameters);
        }, 3, manager, (epoch, result) -> updatesWhenTold.add(count[0]));
        boolean rising = new TreeSet<>(updatesWhenTold).size() == 3 && updatesWhenTold.get(0) > 0;
        Expect.result("the moments when the monitor is told", rising, Map.of(
                "the monitor is told before each epoch, not after it", updatesWhenTold.equals(List.of(0, 3, 6)),
                "the monitor is told of all epochs when the training is over: tell it in the loop, after each one",
                updatesWhenTold.size() == 3 && updatesWhenTold.get(0) > 0 && updatesWhenTold.stream()
                        .allMatch(updatesWhenTold.get(0)::equals)),
                () -> "when the monitor was told of 3 epochs of 3 minibatches, " + updatesWhenTold + " updates had been made, "
                        + "expected [3, 6, 9]");
    }

    @Test
    @Order(4)
    @Tag("same-with-every-seed")
    void usesNewMinibatchesInEveryEpoch(NDManager manager) {
        RecordingModel net = new RecordingModel(net(manager), BATCH_SIZE);
        List<String> firsts = new ArrayList<>();
        Training.train(net, dataset(Sampling.SEQUENTIAL, 10), VOCABULARY, Updaters.sgd(1), 12,
                manager, (epoch, result) -> firsts.add(net.takeMinibatches().get(0)));
        Expect.that(new HashSet<>(firsts).size() > 1, "12 epochs all begin with the same minibatch: call "
                + "dataset.getData for every epoch, so that each has its own offset");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Sampling.class)
    @Order(4)
    @Tag("same-with-every-seed")
    void trainsWithTheSamplingOfTheDataset(Sampling sampling, NDManager manager) {
        RecordingModel net = new RecordingModel(net(manager), BATCH_SIZE);
        List<Integer> begun = new ArrayList<>();
        List<Integer> minibatches = new ArrayList<>();
        Training.train(net, dataset(sampling, 5), VOCABULARY, Updaters.sgd(1), 2, manager, (epoch, result) -> {
            begun.add(net.takeBeginCount());
            minibatches.add(net.takeMinibatches().size());
        });
        boolean isRandom = begun.equals(minibatches);
        boolean isSequential = begun.stream().allMatch(times -> times == 1);
        Expect.result("the states begun", sampling == Sampling.RANDOM ? isRandom : isSequential, Map.of(
                "every epoch is trained as SEQUENTIAL: hand dataset.sampling() on to trainEpoch", isSequential,
                "every epoch is trained as RANDOM: hand dataset.sampling() on to trainEpoch", isRandom,
                "the samplings are exchanged: hand dataset.sampling() on to trainEpoch as it is",
                sampling == Sampling.RANDOM ? isSequential : isRandom),
                () -> "the dataset samples " + sampling + ": in 2 epochs of " + minibatches
                        + " minibatches the state was begun " + begun + " times");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Sampling.class)
    @Order(5)
    void measuresThePerplexityOfTheDataset(Sampling sampling, NDManager manager, Draw draw) {
        Parameters begin = Parameters.draw(draw, TOKENS.size(), 6);
        long seed = draw.integer(0, 1_000_000);
        TrainingResult result = train(new GivenRnn(manager, begin), dataset(sampling, seed), Updaters.sgd(1), 1, manager);
        List<Minibatch> same = minibatches(dataset(sampling, seed), manager);
        Epoch.Result expected = Epoch.train(begin, same, sampling == Sampling.SEQUENTIAL, 1);
        EpochResult first = result.epochs().get(0);
        List<Slip> slips = new ArrayList<>(List.of(
                Slip.of("the mean loss is returned in the place of the perplexity", Math.log(expected.perplexity())),
                Slip.of("exp is taken once more: trainEpoch has returned the perplexity already",
                        Math.exp(expected.perplexity()))));
        for (Epoch.Slip slip : List.of(Epoch.Slip.NEVER_UPDATED, Epoch.Slip.NO_SOFTMAX, Epoch.Slip.SOFTMAX_TWICE,
                Epoch.Slip.FIRST_MINIBATCH_ONLY)) {
            slips.add(Slip.of(slip.words(), Epoch.train(begin, same, sampling == Sampling.SEQUENTIAL, 1, slip).perplexity()));
        }
        Expect.number("the first epoch's perplexity", first.perplexity(), expected.perplexity(),
                1e-2 * expected.perplexity(), slips.toArray(Slip[]::new));
        Expect.number("the first epoch's number of tokens", first.tokens(), Arrays.stream(expected.sizes()).sum(), 0,
                EpochSlips.ofTokens(same, TOKENS.size()));
    }

    private static List<Minibatch> minibatches(SequenceDataset dataset, NDManager manager) {
        List<Minibatch> minibatches = new ArrayList<>();
        for (Batch batch : dataset.getData(manager)) {
            try (batch) {
                minibatches.add(new Minibatch(rows(batch.getData().get(0).toArray()),
                        rows(batch.getLabels().get(0).toArray())));
            }
        }
        return minibatches;
    }

    private static int[][] rows(Number[] flat) {
        int[][] rows = new int[BATCH_SIZE][NUM_STEPS];
        for (int i = 0; i < flat.length; i++) {
            rows[i / NUM_STEPS][i % NUM_STEPS] = flat[i].intValue();
        }
        return rows;
    }

    @Test
    @Order(3)
    @Tag("same-with-every-seed")
    void usesTheGivenUpdater(NDManager manager) {
        LanguageModel net = net(manager);
        List<double[]> before = Expect.values(net.parameters());
        train(net, dataset(Sampling.RANDOM, 2), Updaters.sgd(0), 2, manager);
        Expect.that(updates > 0, "the updater given was never called: hand it on to trainEpoch");
        for (int i = 0; i < before.size(); i++) {
            boolean same = Arrays.equals(before.get(i), Expect.values(net.parameters().get(i)));
            Expect.that(same, "parameter " + i + " changed, though the updater given changes nothing: only the updater given, "
                    + "called by trainEpoch, may change parameters");
        }
    }

    /** One epoch must work, so that an exception belongs to the zero. */
    @Test
    @Tag("same-with-every-seed")
    void zeroEpochsGiveOnlySamples(NDManager manager) {
        train(net(manager), dataset(Sampling.SEQUENTIAL, 4), Updaters.sgd(1), 1, manager);
        LanguageModel net = net(manager);
        List<double[]> before = Expect.values(net.parameters());
        List<String> untrained = SamplesTest.samples(net);
        TrainingResult result = zeroEpochs(net, manager);
        checkEpochs(0, result, MINIBATCHES, false, false);
        for (int i = 0; i < before.size(); i++) {
            Expect.array("parameter " + i + " in zero epochs", net.parameters().get(i))
                    .isUnchanged(before.get(i), "train");
        }
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

    @Test
    @Tag("same-with-every-seed")
    void keepsTheGivenManagerOpen(NDManager manager) {
        try (NDManager given = manager.newSubManager()) {
            train(net(manager), dataset(Sampling.RANDOM, 6), Updaters.sgd(1), 2, given);
            Expect.that(given.isOpen(), "train closed the manager that it was given; it belongs to the caller");
        }
    }

    @Test
    @Tag("same-with-every-seed")
    void memoryDoesNotGrow(NDManager manager) {
        LanguageModel net = net(manager);
        try (NDManager given = manager.newSubManager()) {
            int[] arrays = new int[8];
            Training.train(net, dataset(Sampling.SEQUENTIAL, 7), VOCABULARY, Updaters.sgd(1), arrays.length, given,
                    (epoch, result) -> arrays[epoch - 1] = given.getManagedArrays().size());
            Expect.ownership(arrays[7] <= arrays[1], () -> "after each of 8 epochs the manager given holds "
                    + Arrays.toString(arrays) + " arrays: something stays behind in every epoch. Close what you make in the "
                    + "loop");
        }
    }

    /** Model and minibatches are always the same, because it is not known how far others get in so few epochs. */
    @ParameterizedTest(name = "{0}")
    @EnumSource(Sampling.class)
    @Tag("same-with-every-seed")
    @Order(Integer.MAX_VALUE)
    @Tag("costly")
    void learns(Sampling sampling, NDManager manager) {
        LanguageModel net = new GivenRnn(manager, Parameters.draw(new Draw(1, "learns"), TOKENS.size(), 8));
        TrainingResult result = train(net, dataset(sampling, 8), Updaters.sgd(1), EPOCHS, manager);
        checkLearned(result);
    }

    @Test
    @Tag("same-with-every-seed")
    @Order(Integer.MAX_VALUE)
    @Tag("costly")
    void trainsTheConciseModel(NDManager manager) {
        new Draw(1, "concise").seedEngine();
        LanguageModel net = new ConciseRnnModel(manager, TOKENS.size(), 12);
        List<String> untrained = SamplesTest.samples(net);
        TrainingResult result = train(net, dataset(Sampling.SEQUENTIAL, 9), Updaters.sgd(1), EPOCHS, manager);
        checkLearned(result);
        SamplesTest.check(EPOCHS, result, untrained, net);
    }

    private void checkLearned(TrainingResult result) {
        checkEpochs(EPOCHS, result, MINIBATCHES, true, true);
        double first = result.epochs().get(0).perplexity();
        double last = result.perplexity();
        // From this start, right solutions end below 2, however they round: TolerancesTest tries several ways.
        Expect.consequence(last < 3, () -> "after " + EPOCHS + " epochs on \"time traveller time traveller ...\" the "
                + "perplexity is " + ShortNumber.of(last) + " (it began with " + ShortNumber.of(first) + "); a right training "
                + "ends below 2");
    }
}
