package org.rnnkit.grader.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnnkit.grader.training.OracleModel;
import org.rnnkit.grader.worker.training.Excerpt.Guess;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.ConciseRnnModel;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.TextSource;

/** Tests that a training and a grading make the same excerpt from the same model. */
class ExcerptTest {

    private static final int UNITS = 7;

    private final String text = TextSource.embedded().characters();
    private final Vocabulary vocabulary = CharacterVocabulary.of(text);
    private final int vocabSize = (int) vocabulary.size();

    @Test
    void makesTheSameExcerptAsTheOracle() {
        try (NDManager manager = NDManager.newBaseManager()) {
            LanguageModel net = ModelFactory.newModel(ModelFactory.SCRATCH, manager, vocabSize, UNITS);
            for (NDArray parameter : net.parameters()) {
                parameter.stopGradient().muli(50); // so that units and guesses differ
            }
            String beginning = text.substring(0, 8); // before rounding can grow from step to step
            Excerpt seen = Excerpt.read(beginning, UNITS, net, vocabulary, manager);
            Excerpt plain = OracleModel.of(net.parameters().stream().map(Tensor::of).toList(), vocabSize, UNITS)
                    .excerpt(beginning, vocabulary);

            assertThat(seen.text()).isEqualTo(plain.text()).isEqualTo(beginning);
            assertThat(seen.activations()).hasSize(8 * UNITS);
            for (int i = 0; i < seen.activations().length; i++) {
                // Both are rounded to whole numbers.
                assertThat((int) seen.activations()[i]).isCloseTo(plain.activations()[i], within(1));
            }
            for (int i = 0; i < 8; i++) {
                List<Guess> guesses = seen.guesses().get(i);
                for (int rank = 0; rank < guesses.size(); rank++) {
                    // Both are rounded to four digits.
                    assertThat(guesses.get(rank).probability())
                            .isCloseTo(plain.guesses().get(i).get(rank).probability(), within(2e-4));
                }
                assertThat(guesses).hasSize(5).isSortedAccordingTo((a, b) -> Double.compare(b.probability(), a.probability()));
            }
        }
    }

    @Test
    void readsAConciseModel() {
        try (NDManager manager = NDManager.newBaseManager()) {
            Excerpt seen = Excerpt.read(text, UNITS, new ConciseRnnModel(manager, vocabSize, UNITS), vocabulary, manager);

            assertThat(seen.text()).hasSize(600);
            assertThat(seen.activations()).hasSize(600 * UNITS);
            assertThat(seen.guesses()).hasSize(600);
        }
    }
}
