package org.rnnkit.step9training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.given.GivenNetwork;
import org.rnnkit.testkit.oracle.RnnReader;
import org.rnnkit.testkit.slips.TrainingSlips;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.TrainingResult;
import org.rnnkit.toolkit.Updaters;

/** Tests of step 9: the samples that the model writes when the training is over. */
@Tag("step9")
class SamplesTest {

    private static final List<String> PREFIXES = List.of("time traveller", "traveller");

    @BeforeEach
    void steps6And8MustBeRight(NDManager manager, Draw draw) {
        TrainingTest.needSteps6And8(manager, draw);
    }

    @Test
    @Tag("same-with-every-seed")
    void endsWithTwoSamplesOf50CharactersEach(NDManager manager) {
        LanguageModel net = TrainingTest.net(manager);
        List<String> untrained = samples(net);
        TrainingResult result = Training.train(net, TrainingTest.dataset(Sampling.SEQUENTIAL, 4), TrainingTest.VOCABULARY,
                Updaters.sgd(1), 3, manager, (epoch, r) -> { });
        check(3, result, untrained, net);
    }

    /** Each update makes another character the most likely, so a sample shows after which update it was written. */
    @Test
    @Tag("same-with-every-seed")
    void writesTheSamplesAfterTheLastEpoch(NDManager manager) {
        int[] updates = {0};
        TrainingResult result = Training.train(TrainingTest.net(manager), TrainingTest.dataset(Sampling.SEQUENTIAL, 4),
                TrainingTest.VOCABULARY, parameters -> {
                    float[] change = new float[TrainingTest.TOKENS.size()];
                    change[likely(++updates[0])] += 100;
                    change[likely(updates[0] - 1)] -= updates[0] == 1 ? 0 : 100;
                    try (NDArray bias = parameters.get(3).stopGradient(); NDArray step = manager.create(change)) {
                        bias.addi(step);
                    }
                }, 3, manager, (epoch, r) -> { });
        if (updates[0] == 0) {
            return; // another test says so
        }
        int minibatches = TrainingTest.MINIBATCHES;
        Expect.result("the moment when the samples are written", endWith(result, updates[0]), Map.of(
                "the samples are written before the last epoch: predict after the loop",
                endWith(result, updates[0] - minibatches),
                "the samples are written after the first epoch: predict after the loop", endWith(result, minibatches),
                "spaces at the end of a sample are cut off: a space is a character like any other",
                result.samples().equals(PREFIXES)),
                () -> "the samples are not those of the model after the last epoch, which repeats \""
                        + TrainingTest.TOKENS.get(likely(updates[0])) + "\":\n" + String.join("\n", result.samples()));
    }

    /** Returns the token that is the most likely after a number of updates: never token 0, and at the end a space. */
    private static int likely(int updates) {
        int letters = TrainingTest.TOKENS.size() - 1;
        return 1 + updates % letters;
    }

    private static boolean endWith(TrainingResult result, int updates) {
        return result.samples().stream().allMatch(text -> text.endsWith(TrainingTest.TOKENS.get(likely(updates)).repeat(3)));
    }

    /** Returns the samples that a model writes now. They come from the oracle, because step 6 may be wrong. */
    static List<String> samples(LanguageModel net) {
        return PREFIXES.stream().map(prefix -> write(net, prefix, 50)).toList();
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
