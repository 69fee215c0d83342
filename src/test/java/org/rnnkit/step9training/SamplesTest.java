package org.rnnkit.step9training;

import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.given.GivenNetwork;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.RnnReader;
import org.rnnkit.testkit.slips.TrainingSlips;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.TrainingResult;
import org.rnnkit.toolkit.Updater;
import org.rnnkit.toolkit.Updaters;

/** Tests of step 9: the samples that the model writes when the training is over. */
@Tag("step9")
class SamplesTest {

    static final List<String> PREFIXES = List.of("time traveller", "traveller");

    @BeforeEach
    void steps6And8MustBeRight(NDManager manager, Draw draw) {
        TrainingTest.needSteps6And8(manager, draw);
    }

    /** The second call has another model, another vocabulary and twice as many minibatches. */
    @Test
    @Order(0)
    @Tag("same-with-every-seed")
    void aSecondCallBeginsAgain(NDManager manager) {
        int minibatches = TrainingTest.MINIBATCHES;
        Called first = Called.of(TrainingTest.net(manager), minibatches, TrainingTest.VOCABULARY, manager.newSubManager());
        Parameters other = Parameters.draw(new Draw(2, "other"), TrainingTest.TOKENS.size(), 8);
        Vocabulary reversed = DefaultVocabulary.builder().optUnknownToken("<unk>")
                .add(List.of("<unk>", "v", "a", "m", "i", "l", "r", "t", "e", " ")).build();
        Called second = Called.of(other.network(manager), 2 * minibatches, reversed, manager.newSubManager());
        List<String> differences = first.differences(second);
        Expect.result("a second call", differences.isEmpty(), Map.of("a static field keeps something of the first call: "
                + "everything that belongs to a call is a local variable of train", true),
                () -> "a second training, with another model, another vocabulary and twice as many minibatches, has something "
                        + "of the first:\n" + String.join("\n", differences));
    }

    /** The result of a call. */
    private record Called(List<Integer> told, int updates, int results, List<String> samples, boolean hasOwnSamples) {

        static Called of(LanguageModel net, int minibatches, Vocabulary vocabulary, NDManager manager) {
            List<Integer> told = new ArrayList<>();
            int[] updates = {0};
            Updater sgd = Updaters.sgd(1);
            int[] tokens = new int[minibatches * TrainingTest.BATCH_SIZE * TrainingTest.NUM_STEPS + TrainingTest.NUM_STEPS];
            Arrays.setAll(tokens, i -> i % TrainingTest.TOKENS.size());
            SequenceDataset dataset = new SequenceDataset(tokens, TrainingTest.BATCH_SIZE, TrainingTest.NUM_STEPS,
                    Sampling.SEQUENTIAL, 4);
            TrainingResult result = Training.train(net, dataset, vocabulary,
                    parameters -> {
                        updates[0]++;
                        sgd.update(parameters);
                    }, 1, manager, (epoch, r) -> told.add(epoch));
            Expect.that(result != null, "train returned null");
            return new Called(told, updates[0], result.epochs().size(), result.samples(),
                    result.samples().equals(SamplesTest.samples(net, vocabulary)));
        }

        List<String> differences(Called second) {
            List<String> differences = new ArrayList<>();
            if (told.equals(List.of(1)) && !told.equals(second.told)) {
                differences.add("epochs told to its monitor: " + second.told + ", not " + told);
            }
            if (updates == TrainingTest.MINIBATCHES && second.updates != 2 * updates) {
                differences.add("calls of its updater: " + second.updates + ", not " + 2 * updates);
            }
            if (results == 1 && results != second.results) {
                differences.add("results returned: " + second.results + ", not " + results);
            }
            if (hasOwnSamples && !second.hasOwnSamples) {
                differences.add(samples.equals(second.samples) ? "its samples are those of the first model again: " + samples
                        : "its samples are not those of its model and its vocabulary: " + second.samples);
            }
            return differences;
        }
    }

    /** This model finds the unknown token most likely, however the text goes on. */
    @Test
    @Tag("same-with-every-seed")
    void anUnknownCharacterCountsAsOne(NDManager manager) {
        Parameters p = Parameters.draw(new Draw(1, "unknown"), TrainingTest.TOKENS.size(), 8);
        p.bQ()[0] += 100;
        check(0, p.network(manager), 0, manager);
    }

    @Test
    @Tag("same-with-every-seed")
    void endsWithTwoSamplesOf50CharactersEach(NDManager manager) {
        check(3, TrainingTest.net(manager), 1, manager);
    }

    /** This network knows until the end of a sample how the text began. */
    @Test
    @Tag("same-with-every-seed")
    void readsEachPrefixByItself(NDManager manager) {
        Parameters p = Parameters.drawLasting(new Draw(1, "lasting"), TrainingTest.TOKENS.size(), 8);
        check(1, new Parameters(p.wXh(), p.wHh(), p.bH(), Matrix.map(p.wHq(), weight -> 32 * weight),
                new double[TrainingTest.TOKENS.size()]).network(manager), 0, manager);
    }

    private static void check(int numEpochs, LanguageModel net, float learningRate, NDManager manager) {
        List<String> untrained = samples(net);
        TrainingResult result = Training.train(net, TrainingTest.dataset(Sampling.SEQUENTIAL, 4), TrainingTest.VOCABULARY,
                Updaters.sgd(learningRate), numEpochs, manager.newSubManager(), (epoch, r) -> { });
        check(numEpochs, result, untrained, net);
    }

    /**
     * Each update makes another character the most likely, so a sample shows after which update it was written. The second of
     * four epochs has the lowest perplexity, because its updates change the least.
     */
    @Test
    @Tag("same-with-every-seed")
    void writesTheSamplesAfterTheLastEpoch(NDManager manager) {
        int[] updates = {0};
        LanguageModel net = TrainingTest.net(manager);
        List<double[]> last = new ArrayList<>();
        TrainingResult result = Training.train(net, TrainingTest.dataset(Sampling.SEQUENTIAL, 4),
                TrainingTest.VOCABULARY, parameters -> {
                    float[] change = new float[TrainingTest.TOKENS.size()];
                    change[likely(++updates[0])] += size(updates[0]);
                    change[likely(updates[0] - 1)] -= size(updates[0] - 1);
                    try (NDArray bias = parameters.get(3).stopGradient(); NDArray step = manager.create(change)) {
                        bias.addi(step);
                        last.clear();
                        last.addAll(Expect.values(parameters));
                    }
                }, 4, manager.newSubManager(), (epoch, r) -> { });
        if (updates[0] == 0) {
            return; // another test says so
        }
        TrainingTest.requireUnchanged(net, last, "after the last update");
        int minibatches = TrainingTest.MINIBATCHES;
        Expect.result("the moment when the samples are written", endWith(result, updates[0]), Map.of(
                "the samples are written before the last epoch: predict after the loop",
                endWith(result, updates[0] - minibatches),
                "the samples are written after the first epoch: predict after the loop", endWith(result, minibatches),
                "the samples are written after the epoch with the lowest perplexity, not after the last one: predict after the "
                        + "loop", endWith(result, 2 * minibatches),
                "spaces at the end of a sample are cut off: a space is a character like any other",
                result.samples().equals(PREFIXES)),
                () -> "the samples are not those of the model after the last epoch, which repeats \""
                        + TrainingTest.TOKENS.get(likely(updates[0])) + "\":\n" + String.join("\n", result.samples()));
    }

    /** Returns the token that is the most likely after a number of updates: never token 0, and after all 12 a space. */
    private static int likely(int updates) {
        return 1 + (updates + 4) % 8;
    }

    /** Returns how much more likely an update makes its token. */
    private static int size(int update) {
        int epoch = (update - 1) / TrainingTest.MINIBATCHES;
        return update == 0 ? 0 : epoch == 1 ? 30 : 100;
    }

    private static boolean endWith(TrainingResult result, int updates) {
        return result.samples().stream().allMatch(text -> text.endsWith(TrainingTest.TOKENS.get(likely(updates)).repeat(3)));
    }

    /** Returns the samples that a model writes now. They come from the oracle, because step 6 may be wrong. */
    static List<String> samples(LanguageModel net) {
        return samples(net, TrainingTest.VOCABULARY);
    }

    private static List<String> samples(LanguageModel net, Vocabulary vocabulary) {
        return PREFIXES.stream().map(prefix -> RnnReader.write(GivenNetwork.parameters(net), vocabulary, prefix, 50)).toList();
    }

    private static String write(LanguageModel net, String prefix, int numPredictions) {
        return RnnReader.write(GivenNetwork.parameters(net), TrainingTest.VOCABULARY, prefix, numPredictions);
    }

    /** Compares the samples of a training with those of the trained model. */
    static void check(int numEpochs, TrainingResult result, List<String> untrained, LanguageModel net) {
        List<String> samples = result.samples();
        Expect.that(samples.size() == 2, "with numEpochs " + numEpochs + " there must be two samples, but there are "
                + samples.size() + ": predict once after each of the two prefixes, when the last epoch is over");
        List<String> expected = IntStream.range(0, 2).mapToObj(i -> RnnReader.writeAs(samples.get(i),
                GivenNetwork.parameters(net), TrainingTest.VOCABULARY, PREFIXES.get(i), 50)).toList();
        Map<String, Boolean> slips = samples.equals(expected) ? Map.of() : TrainingSlips.ofSamples(samples, untrained, PREFIXES,
                50, (prefix, n) -> write(net, prefix, n));
        Expect.result("the samples", samples.equals(expected), slips, () -> IntStream.range(0, 2)
                .filter(i -> !samples.get(i).equals(expected.get(i))).mapToObj(i -> "sample " + (i + 1) + " is \""
                        + samples.get(i) + "\",\nexpected \"" + expected.get(i) + "\"").findFirst().orElseThrow()
                + "\nThe prefixes are \"time traveller\" and \"traveller\", exactly so, and 50 characters follow each");
    }
}
