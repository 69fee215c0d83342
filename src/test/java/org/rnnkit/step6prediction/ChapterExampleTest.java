package org.rnnkit.step6prediction;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/** A test of the example in chapter 6. */
@Tag("step6")
class ChapterExampleTest {

    @Test
    void givesTheResultsOfTheExampleInTheChapter(NDManager manager) {
        // <example>
        // "a" to "f" have the indices 1 to 6.
        Vocabulary vocabulary = DefaultVocabulary.builder().optUnknownToken("<unk>")
                .add(List.of("<unk>", "a", "b", "c", "d", "e", "f")).build();
        // It expects the letter whose index is the sum of all indices so far.
        LanguageModel net = new SumModel();

        String text = Prediction.predict("ab", 2, net, vocabulary, manager);

        assertThat(text).isEqualTo("abcf"); // 1 + 2 = 3 is "c", 1 + 2 + 3 = 6 is "f"
        // </example>
        assertThat(vocabulary.getIndex("f")).isEqualTo(6);
    }

    /** Its state is the sum of all indices read, modulo 7; the token with that index is the most likely one. */
    private static final class SumModel implements LanguageModel {

        @Override
        public RnnOutput forward(NDArray tokens, NDList state) {
            NDArray sums = tokens.toType(DataType.INT64, false).cumSum(1).add(state.get(0)).mod(7);
            return new RnnOutput(sums.transpose().flatten().oneHot(7), new NDList(sums.get(":, -1:")));
        }

        @Override
        public NDList beginState(NDManager manager, int batchSize) {
            return new NDList(manager.zeros(new Shape(batchSize, 1), DataType.INT64));
        }

        @Override
        public NDList parameters() {
            return new NDList();
        }
    }
}
