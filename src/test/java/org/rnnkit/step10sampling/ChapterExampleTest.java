package org.rnnkit.step10sampling;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/** A test of the example in chapter 10. A right solution fails with a chance below 1e-9. */
@Tag("step10")
class ChapterExampleTest {

    @Test
    void givesTheResultsOfTheExampleInTheChapter(NDManager manager) {
        // <example>
        Vocabulary vocabulary = DefaultVocabulary.builder().optUnknownToken("<unk>")
                .add(List.of("<unk>", "a", "b")).build();
        LanguageModel net = new CoinModel(); // logits for "a" and "b": always log 3 and 0

        String fair = TemperatureSampling.sample("a", 1000, 1, net, vocabulary, manager, new Random(1));
        String cold = TemperatureSampling.sample("a", 1000, 0.1f, net, vocabulary, manager, new Random(1));
        String hot = TemperatureSampling.sample("a", 1000, 100, net, vocabulary, manager, new Random(1));

        assertThat(count('a', fair)).isBetween(650L, 850L); // 3 of 4
        assertThat(count('a', cold)).isGreaterThan(980);    // 3^10 of 3^10 + 1
        assertThat(count('a', hot)).isBetween(400L, 600L);  // almost 1 of 2
        // </example>
        assertThat(fair).hasSize(1001).startsWith("a");
    }

    private static long count(char c, String text) {
        return text.substring(1).chars().filter(each -> each == c).count();
    }

    /** A model whose logits do not depend on the text. */
    private static final class CoinModel implements LanguageModel {

        @Override
        public RnnOutput forward(NDArray tokens, NDList state) {
            float[][] rows = new float[(int) tokens.size()][];
            java.util.Arrays.fill(rows, new float[] {-1e6f, (float) Math.log(3), 0});
            return new RnnOutput(state.getManager().create(rows), state);
        }

        @Override
        public NDList beginState(NDManager manager, int batchSize) {
            return new NDList(manager.zeros(new Shape(batchSize, 1)));
        }

        @Override
        public NDList parameters() {
            return new NDList();
        }
    }
}
