package org.rnnkit.learner.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rnnkit.learner.memory.Memory.MemoryFindings;
import org.rnnkit.learner.memory.Memory.MemorySummary;
import org.rnnkit.learner.worker.MemoryWorker.MemoryModel;
import org.rnnkit.learner.worker.MemoryWorker.ModelReading;
import org.rnnkit.learner.worker.MemoryWorker.SmallTraining.SmallTrainingResult;

/** Tests of the sentences, which must say what the numbers say and nothing else. */
class MemoryFindingsTest {

    private static List<String> sentences(ModelReading... readings) {
        return new MemoryFindings(Stream.of(readings).map(reading -> MemorySummary.of(reading, MemorySamples.VOCAB_SIZE))
                .toList()).sentences();
    }

    private static ModelReading trained(MemoryModel model, double factor, double perplexity, int longGradients) {
        return MemorySamples.reading(model, factor, MemorySamples.training(perplexity, longGradients));
    }

    @Test
    void sayHowFastTheWeightOfTheRnnVanishes() {
        assertThat(sentences(MemorySamples.reading(MemoryModel.RNN_NEW, 0.1, null),
                trained(MemoryModel.RNN_CLIPPED, 0.8, 6, 600))).singleElement().asString()
                .contains("a character has 0.80 times the weight", "before the training it had 0.10 times",
                        "20 characters back, 1.2 % of it is left", "made it vanish more slowly");
    }

    @Test
    void admitThatNothingVanishesAndThatTrainingDidNotHelp() {
        assertThat(sentences(MemorySamples.reading(MemoryModel.RNN_NEW, 1.1, null),
                trained(MemoryModel.RNN_CLIPPED, 1.05, 6, 600))).singleElement().asString()
                .contains("does not vanish here", "has not made it vanish more slowly");
    }

    @Test
    void saveTheTextbooksSentenceForNumbersThatShowIt() {
        assertThat(sentences(trained(MemoryModel.RNN_CLIPPED, 0.7, 6, 1), trained(MemoryModel.GRU_CLIPPED, 0.9, 6, 1)))
                .singleElement().asString().startsWith("In this training, the GRU looks further back")
                .contains("vanishes more slowly");
        assertThat(sentences(trained(MemoryModel.RNN_CLIPPED, 0.9, 6, 1), trained(MemoryModel.GRU_CLIPPED, 0.7, 6, 1)))
                .singleElement().asString().contains("the GRU looks less far back", "vanishes faster");
        assertThat(sentences(trained(MemoryModel.RNN_CLIPPED, 0.8, 6, 1), trained(MemoryModel.GRU_CLIPPED, 0.801, 6, 1)))
                .singleElement().asString().contains("about as far back", "about as fast");
    }

    @Test
    void sayWhatClippingHasChanged() {
        assertThat(sentences(trained(MemoryModel.GRU_CLIPPED, 0.8, 4, 0), trained(MemoryModel.GRU_UNCLIPPED, 0.8, 4, 0)))
                .singleElement().asString().contains("shortened 0 of the 700 gradients of the GRU", "is the same");
        assertThat(sentences(trained(MemoryModel.GRU_CLIPPED, 0.8, 4, 491), trained(MemoryModel.GRU_UNCLIPPED, 0.9, 5, 500)))
                .singleElement().asString().contains("shortened 491", "is 5.0 instead of 4.0",
                        "the last 6.8 characters instead");
    }

    @Test
    void sayThatATrainingExploded() {
        ModelReading exploded = MemorySamples.reading(MemoryModel.RNN_UNCLIPPED, 0.5,
                new SmallTrainingResult(1e30, 700, 690, 5e4));
        assertThat(sentences(trained(MemoryModel.RNN_CLIPPED, 0.8, 6, 680), exploded)).singleElement().asString()
                .contains("explodes", "has the length 50000", "1e30 instead of 6.0", "not a memory");
        assertThat(MemorySummary.of(exploded, MemorySamples.VOCAB_SIZE).halfText()).isEqualTo("–");
    }

    @Test
    void leaveOutWhatWasNotMeasured() {
        assertThat(sentences(MemorySamples.reading(MemoryModel.SAVED, 0.5, null))).isEmpty();
    }
}
