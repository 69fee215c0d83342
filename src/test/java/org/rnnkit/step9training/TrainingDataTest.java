package org.rnnkit.step9training;

import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rnnkit.step8epoch.EpochTraining;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.comparison.ShortNumber;
import org.rnnkit.testkit.models.RecordingModel;
import org.rnnkit.testkit.oracle.Epoch;
import org.rnnkit.testkit.oracle.EpochValues;
import org.rnnkit.testkit.oracle.Minibatch;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.RnnReader;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.Subsequences;
import org.rnnkit.toolkit.TrainingResult;
import org.rnnkit.toolkit.Updater;
import org.rnnkit.toolkit.Updaters;

/** Tests of step 9: the minibatches of each epoch, what is measured on them, and the manager that they belong to. */
@Tag("step9")
class TrainingDataTest {

    private static final int BATCH_SIZE = TrainingTest.BATCH_SIZE;
    private static final int NUM_STEPS = TrainingTest.NUM_STEPS;
    private static final int MINIBATCHES = TrainingTest.MINIBATCHES;
    private static final int[] FOUR = {1, 2, 3, 4};

    @BeforeEach
    void steps6And8MustBeRight(NDManager manager, Draw draw) {
        TrainingTest.needSteps6And8(manager, draw);
    }

    private static TrainingResult train(LanguageModel net, SequenceDataset dataset, Updater updater, int numEpochs,
            NDManager manager) {
        return Training.train(net, dataset, TrainingTest.VOCABULARY, updater, numEpochs, manager, (epoch, result) -> { });
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Sampling.class)
    @Order(4)
    @Tag("same-with-every-seed")
    void usesNewMinibatchesInEveryEpoch(Sampling sampling, NDManager manager) {
        RecordingModel net = new RecordingModel(TrainingTest.net(manager), BATCH_SIZE);
        SequenceDataset dataset = TrainingTest.dataset(sampling, 10);
        train(net, dataset, Updaters.sgd(0), 6, manager);
        List<String> seen = net.takeMinibatches();
        List<List<String>> drawn = draw(TrainingTest.dataset(sampling, 10), 24, manager);
        if (seen.size() != drawn.stream().limit(6).mapToInt(List::size).sum()) {
            return; // the test of the number of epochs says so
        }
        List<List<String>> epochs = new ArrayList<>();
        for (int i = 0; i < seen.size(); i += MINIBATCHES) {
            epochs.add(seen.subList(i, i + MINIBATCHES));
        }
        List<List<String>> right = drawn.subList(0, 6);
        boolean repeats = IntStream.range(1, 6).anyMatch(i -> epochs.get(i).equals(epochs.get(i - 1))
                && !right.get(i).equals(right.get(i - 1)));
        Map<String, Boolean> slips = new LinkedHashMap<>();
        slips.put("dataset.getData is called once for all epochs: call it for every epoch, so that each has its own offset",
                new HashSet<>(epochs).size() == 1);
        boolean inOrder = isPartInOrder(epochs, drawn);
        slips.put("dataset.getData is called for some epochs only: call it for every epoch", new HashSet<>(epochs).size() > 1
                && repeats && !inOrder);
        slips.put("dataset.getData is called more often than once for an epoch: each call draws new cuts", inOrder);
        slips.put("the minibatches of an epoch come in another order: hand the Iterable of dataset.getData on as it is",
                !epochs.equals(right) && sorted(epochs).equals(sorted(right)));
        Expect.result("the minibatches of 6 epochs", epochs.equals(right), slips, () -> "in 6 epochs, "
                + new HashSet<>(epochs).size() + " different cuts of the text were used: not the "
                + new HashSet<>(right).size() + " that dataset.getData draws one after the other");
        Expect.that(draw(dataset, 6, manager).equals(drawn.subList(6, 12)), "each epoch has its own minibatches, but after 6 "
                + "epochs dataset.getData has been called more than 6 times, perhaps ahead for an epoch that never came. A "
                + "later training with this dataset sees other cuts, so call it once in each epoch");
    }

    /** Tells whether a list has only elements of another one, in their order. */
    private static boolean isPartInOrder(List<List<String>> part, List<List<String>> all) {
        int found = 0;
        for (List<String> element : all) {
            found += found < part.size() && part.get(found).equals(element) ? 1 : 0;
        }
        return found == part.size();
    }

    private static List<List<String>> sorted(List<List<String>> epochs) {
        return epochs.stream().map(epoch -> epoch.stream().sorted().toList()).toList();
    }

    /** Calls getData several times, and returns the tokens of each call's minibatches. */
    private static List<List<String>> draw(SequenceDataset dataset, int times, NDManager manager) {
        return IntStream.range(0, times).mapToObj(i -> minibatches(dataset, manager).stream().map(Minibatch::tokens)
                .map(rows -> Arrays.toString(Arrays.stream(rows).flatMapToInt(Arrays::stream).toArray())).toList()).toList();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Sampling.class)
    @Order(4)
    @Tag("same-with-every-seed")
    void trainsWithTheSamplingOfTheDataset(Sampling sampling, NDManager manager) {
        RecordingModel net = new RecordingModel(TrainingTest.net(manager), BATCH_SIZE);
        List<Integer> begun = new ArrayList<>();
        List<Integer> minibatches = new ArrayList<>();
        SequenceDataset dataset = TrainingTest.dataset(sampling, 5);
        Training.train(net, dataset, TrainingTest.VOCABULARY, Updaters.sgd(1), 2, manager, (epoch, result) -> {
            begun.add(net.takeBeginCount());
            minibatches.add(net.takeMinibatches().size());
        });
        if (minibatches.contains(0)) {
            return; // the monitor is told at another moment, and its test says so
        }
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

    /** The first epoch changes nothing, so its perplexity shows the loss. Then the model gets worse from epoch to epoch. */
    @ParameterizedTest(name = "{0}")
    @EnumSource(Sampling.class)
    @Order(5)
    void measuresThePerplexityOfTheDataset(Sampling sampling, NDManager manager, Draw draw) {
        Parameters p = Parameters.draw(draw, TrainingTest.TOKENS.size(), 6);
        long seed = draw.integer(0, 1_000_000);
        Updater still = Updaters.sgd(0);
        Updater worse = Updaters.sgd(-0.5f);
        int[] updates = {0};
        List<EpochResult> told = new ArrayList<>();
        TrainingResult result = Training.train(p.network(manager), TrainingTest.dataset(sampling, seed),
                TrainingTest.VOCABULARY, parameters -> (updates[0]++ < MINIBATCHES ? still : worse).update(parameters), 3,
                manager, (epoch, r) -> told.add(r));
        Expect.that(result != null, "train returned null");
        if (told.size() != 3 || !told.equals(result.epochs())) {
            return; // the tests of the numbers of epochs and of the monitor say so
        }
        SequenceDataset same = TrainingTest.dataset(sampling, seed);
        double least = Double.POSITIVE_INFINITY;
        int tokens = 0;
        for (int epoch = 0; epoch < Math.min(3, result.epochs().size()); epoch++) {
            List<Minibatch> minibatches = minibatches(same, manager);
            double learningRate = epoch == 0 ? 0 : -0.5;
            boolean sequential = sampling == Sampling.SEQUENTIAL;
            EpochValues expected = Epoch.train(p, minibatches, sequential, learningRate);
            double perplexity = expected.perplexity();
            List<Slip> slips = new ArrayList<>(List.of(
                    Slip.of("the mean loss is returned in the place of the perplexity", Math.log(perplexity)),
                    Slip.of("exp is taken once more: trainEpoch has returned the perplexity already", Math.exp(perplexity)),
                    Slip.of("the best perplexity up to now is returned: return that of each epoch, as trainEpoch returns it",
                            Math.min(least, perplexity)),
                    Slip.of("the loss has the weight 2: use Loss.softmaxCrossEntropyLoss()", Math.pow(perplexity, 2)),
                    Slip.of("the loss has the weight 0.5: use Loss.softmaxCrossEntropyLoss()", Math.sqrt(perplexity))));
            for (Epoch.Slip slip : List.of(Epoch.Slip.NO_SOFTMAX, Epoch.Slip.SOFTMAX_TWICE, Epoch.Slip.FIRST_MINIBATCH_ONLY)) {
                slips.add(Slip.of(slip.words(), Epoch.train(p, minibatches, sequential, learningRate, slip).perplexity()));
            }
            String of = " (epoch " + (epoch + 1) + ")";
            Expect.number("an epoch's perplexity" + of, result.epochs().get(epoch).perplexity(), perplexity,
                    1e-2 * perplexity, slips.toArray(Slip[]::new));
            int right = Arrays.stream(expected.sizes()).sum();
            tokens += right;
            Expect.number("an epoch's number of tokens" + of, result.epochs().get(epoch).tokens(), right, 0,
                    Slip.of("the tokens of all epochs up to now are counted: return each epoch's own, as trainEpoch returns "
                            + "them", tokens),
                    Slip.of("the tokens are left out of a result of your own: return what trainEpoch returns", 0));
            least = Math.min(least, perplexity);
            p = expected.parameters();
        }
    }

    /** Returns a small text that is cut in two ways. */
    static SequenceDataset dataOfManyEpochs() {
        return new SequenceDataset(FOUR, 1, 2, Sampling.SEQUENTIAL, 1);
    }

    /** Checks the results of many epochs with it. In every second one the learning rate is -0.1, in the others 0.1. */
    static void checkManyEpochs(TrainingResult result, LanguageModel net) {
        Subsequences cuts = new Subsequences(FOUR.length, 1, 2, Sampling.SEQUENTIAL, 1);
        double[][] weights = new double[TrainingTest.TOKENS.size()][TrainingTest.TOKENS.size()];
        double[] perplexities = new double[result.epochs().size()];
        for (int i = 0; i < perplexities.length; i++) {
            int[] starts = cuts.nextEpoch().get(0);
            Minibatch minibatch = new Minibatch(cuts.rows(FOUR, starts, 0), cuts.rows(FOUR, starts, 1));
            perplexities[i] = Math.exp(Epoch.updateBigrams(weights, minibatch, i % 2 == 0 ? 0.1 : -0.1, 1));
        }
        String alike = ": train in every epoch alike, with fresh minibatches and the same loss";
        double[] actual = result.epochs().stream().mapToDouble(EpochResult::perplexity).toArray();
        int first = IntStream.range(0, actual.length).filter(i -> !Expect.isClose(new double[] {actual[i]},
                new double[] {perplexities[i]}, 1e-3)).findFirst().orElse(-1);
        Expect.consequence(first < 0, () -> "of many epochs, the perplexity is wrong from epoch " + (first + 1) + " on"
                + alike);
        Expect.consequence(Expect.isClose(Expect.values(net.parameters().get(0)), Expect.flat(weights), 1e-3), () ->
                "after " + actual.length + " epochs the parameters are wrong" + alike);
    }

    /** The text has one letter, so that the vocabulary has two tokens, and the samples are of unknown characters and e. */
    @Test
    void worksForAVocabularyOfOneLetter(NDManager manager, Draw draw) {
        Vocabulary vocabulary = DefaultVocabulary.builder().optUnknownToken("<unk>").add(List.of("<unk>", "e")).build();
        Parameters p = Parameters.draw(draw, 2, 3);
        int[][] ones = {{1, 1}, {1, 1}};
        List<Minibatch> epoch = List.of(new Minibatch(ones, ones));
        TrainingResult result = Training.train(p.network(manager),
                new SequenceDataset(new int[] {1, 1, 1, 1, 1}, 2, 2, Sampling.SEQUENTIAL, 1), vocabulary, Updaters.sgd(1), 1,
                manager, (number, r) -> { });
        EpochValues right = Epoch.train(p, epoch, true, 1);
        Expect.difference(result.epochs().size() == 1 && Math.abs(result.perplexity() - right.perplexity()) < 1e-2,
                () -> "with a vocabulary of one letter and <unk>, the results of one epoch are " + result.epochs()
                        + ", expected a perplexity of " + ShortNumber.of(right.perplexity()));
        List<String> expected = IntStream.range(0, 2).mapToObj(i -> RnnReader.writeAs(result.samples().get(i),
                right.parameters(), vocabulary, SamplesTest.PREFIXES.get(i), 50)).toList();
        Expect.difference(result.samples().equals(expected), () -> "with a vocabulary of one letter and <unk>, the samples are "
                + result.samples() + ",\nexpected " + expected);
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
    @Tag("same-with-every-seed")
    void keepsTheGivenManagerOpenAndFree(NDManager manager) {
        LanguageModel net = TrainingTest.net(manager);
        try (NDManager given = manager.newSubManager()) {
            int[] arrays = new int[8];
            Training.train(net, TrainingTest.dataset(Sampling.SEQUENTIAL, 7), TrainingTest.VOCABULARY, Updaters.sgd(1),
                    arrays.length, given, (epoch, result) -> arrays[epoch - 1] = given.getManagedArrays().size());
            Expect.that(given.isOpen(), "train closed the manager that it was given; it belongs to the caller");
            Expect.ownership(arrays[7] <= arrays[1], () -> "after each of 8 epochs the manager given holds "
                    + Arrays.toString(arrays) + " arrays: something stays behind in every epoch. Close what you make in the "
                    + "loop");
        }
    }

    /** Step 8 hands the minibatches' tokens on, so it is tried first: it may make tokens of its own. */
    @Test
    @Tag("same-with-every-seed")
    void makesTheMinibatchesOnTheGivenManager(NDManager manager) {
        try (NDManager given = manager.newSubManager()) {
            RecordingModel net = new RecordingModel(TrainingTest.net(manager), BATCH_SIZE);
            EpochTraining.trainEpoch(net, TrainingTest.dataset(Sampling.RANDOM, 6).getData(given),
                    Loss.softmaxCrossEntropyLoss(), Updaters.sgd(0), Sampling.RANDOM);
            List<List<NDManager>> owners = net.takeManagers();
            boolean handsOn = owners.stream().allMatch(ancestors -> ancestors.contains(given))
                    && RecordingModel.openBelow(given, owners) == 0;
            train(net, TrainingTest.dataset(Sampling.RANDOM, 6), Updaters.sgd(0), 4, given);
            owners = net.takeManagers();
            boolean right = owners.stream().allMatch(ancestors -> ancestors.contains(given));
            Expect.ownership(!handsOn || right, () -> "the minibatches are made on another manager than the one given, and "
                    + "don't end with it: call dataset.getData(manager) with the manager given, or with a sub-manager of it");
            long open = RecordingModel.openBelow(given, owners);
            // One that is made once for all epochs may stay.
            Expect.ownership(!handsOn || open <= 1, () -> "after 4 epochs " + open + " sub-managers of the manager given, on "
                    + "which minibatches were made, are still open: close each after its epoch, or call dataset.getData "
                    + "with the manager given");
        }
    }
}
