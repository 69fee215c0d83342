package org.rnnkit.learner.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rnnkit.learner.memory.Memory.MemoryFindings;
import org.rnnkit.learner.memory.Memory.MemorySummary;
import org.rnnkit.learner.memory.PlaceView.Weights;
import org.rnnkit.learner.worker.MemoryWorker.Expectation;
import org.rnnkit.learner.worker.MemoryWorker.MemoryModel;
import org.rnnkit.learner.worker.MemoryWorker.ModelReading;
import org.rnnkit.learner.worker.MemoryWorker.SmallTraining.SmallTrainingResult;

/** Tests of the numbers that are made from weights, and of the sentences, which must say what the numbers say. */
class MemoryNumbersTest {

    private static Weights weights(double... newestFirst) {
        return new Weights(newestFirst);
    }

    @Test
    void weightsCountDistancesFromTheCharacterReadLast() {
        assertThat(Weights.of(new Expectation("e", 0.5, new double[] {1, 2, 5})).values()).containsExactly(5, 2, 1);
    }

    @Test
    void weightsShareTheWholeAndCompareWithTheLargest() {
        assertThat(weights(1, 3, 4).share(1)).isCloseTo(3 / 8.0, within(1e-12));
        assertThat(weights(1, 3, 4).relative(1)).isCloseTo(3 / 4.0, within(1e-12));
    }

    @Test
    void weightsFindTheLastCharactersWithHalfOfTheWeight() {
        assertThat(weights(5, 2, 2, 1).half()).isEqualTo(1);
        assertThat(weights(4, 2, 2, 2).half()).isEqualTo(2);
        assertThat(weights(1, 1, 1, 1, 6).half()).isEqualTo(5);
    }

    @Test
    void weightsGiveNoNumberWhereNoCharacterCounts() {
        Weights nothing = weights(0, 0, 0, 0);
        assertThat(nothing.half()).isZero();
        assertThat(nothing.share(1)).isZero();
        assertThat(nothing.relative(1)).isZero();
        assertThat(nothing.decay()).isNull();
    }

    @Test
    void weightsFitAnExponentialCurve() {
        double[] values = IntStream.range(0, 20).mapToDouble(k -> 3 * Math.pow(0.8, k)).toArray();
        Weights.Decay decay = weights(values).decay();
        assertThat(decay.factor()).isCloseTo(0.8, within(1e-9));
        assertThat(decay.first()).isCloseTo(3, within(1e-9));
        assertThat(decay.at(2)).isCloseTo(1.92, within(1e-9));
    }

    /** Zeros, and numbers near the smallest of float32, say nothing about the decay. */
    @Test
    void weightsLeaveTheSmallestNumbersOutOfTheFit() {
        assertThat(weights(1, 1e-10, 1e-20, 1e-30, 1e-45, 0).decay().factor()).isCloseTo(1e-10, within(1e-15));
    }

    private static List<String> sentences(ModelReading... readings) {
        return new MemoryFindings(Stream.of(readings).map(reading -> MemorySummary.of(reading, MemorySamples.VOCAB_SIZE))
                .toList()).sentences();
    }

    private static ModelReading trained(MemoryModel model, double factor, double perplexity, int longGradients) {
        return MemorySamples.reading(model, factor, MemorySamples.training(perplexity, longGradients));
    }

    @Test
    void sentencesSayHowFastTheWeightOfTheRnnVanishes() {
        assertThat(sentences(MemorySamples.reading(MemoryModel.RNN_NEW, 0.1, null),
                trained(MemoryModel.RNN_CLIPPED, 0.8, 6, 600))).singleElement().asString()
                .contains("a character has 0.80 times the weight", "before the training it had 0.10 times",
                        "20 characters back, 1.2 % of it is left", "made it vanish more slowly");
    }

    @Test
    void sentencesAdmitThatNothingVanishesAndThatTrainingDidNotHelp() {
        assertThat(sentences(MemorySamples.reading(MemoryModel.RNN_NEW, 1.1, null),
                trained(MemoryModel.RNN_CLIPPED, 1.05, 6, 600))).singleElement().asString()
                .contains("does not vanish here", "has not made it vanish more slowly");
    }

    @Test
    void sentencesSaveTheTextbooksSentenceForNumbersThatShowIt() {
        assertThat(sentences(trained(MemoryModel.RNN_CLIPPED, 0.7, 6, 1), trained(MemoryModel.GRU_CLIPPED, 0.9, 6, 1)))
                .singleElement().asString().startsWith("In this training, the GRU looks further back")
                .contains("vanishes more slowly");
        assertThat(sentences(trained(MemoryModel.RNN_CLIPPED, 0.9, 6, 1), trained(MemoryModel.GRU_CLIPPED, 0.7, 6, 1)))
                .singleElement().asString().contains("the GRU looks less far back", "vanishes faster");
        assertThat(sentences(trained(MemoryModel.RNN_CLIPPED, 0.8, 6, 1), trained(MemoryModel.GRU_CLIPPED, 0.801, 6, 1)))
                .singleElement().asString().contains("about as far back", "about as fast");
    }

    @Test
    void sentencesSayWhatClippingHasChanged() {
        assertThat(sentences(trained(MemoryModel.GRU_CLIPPED, 0.8, 4, 0), trained(MemoryModel.GRU_UNCLIPPED, 0.8, 4, 0)))
                .singleElement().asString().contains("shortened 0 of the 700 gradients of the GRU", "is the same");
        assertThat(sentences(trained(MemoryModel.GRU_CLIPPED, 0.8, 4, 491), trained(MemoryModel.GRU_UNCLIPPED, 0.9, 5, 500)))
                .singleElement().asString().contains("shortened 491", "is 5.0 instead of 4.0",
                        "the last 6.8 characters instead");
    }

    @Test
    void sentencesSayThatATrainingExploded() {
        ModelReading exploded = MemorySamples.reading(MemoryModel.RNN_UNCLIPPED, 0.5,
                new SmallTrainingResult(1e30, 700, 690, 5e4));
        assertThat(sentences(trained(MemoryModel.RNN_CLIPPED, 0.8, 6, 680), exploded)).singleElement().asString()
                .contains("explodes", "has the length 50000", "1e30 instead of 6.0", "not a memory");
        assertThat(MemorySummary.of(exploded, MemorySamples.VOCAB_SIZE).halfText()).isEqualTo("–");
    }

    @Test
    void sentencesLeaveOutWhatWasNotMeasured() {
        assertThat(sentences(MemorySamples.reading(MemoryModel.SAVED, 0.5, null))).isEmpty();
    }
}
