package org.rnnkit.learner.worker.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.rnnkit.learner.worker.PlayRequest;
import org.rnnkit.step6prediction.Prediction;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.models.GivenRnn;
import org.rnnkit.testkit.oracle.CrossEntropy;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;
import org.rnnkit.toolkit.CharacterVocabulary;

/** Tests of what a model writes at different temperatures. */
class PlayWriterTest {

    private static final Vocabulary VOCABULARY = CharacterVocabulary.of("abc");
    private static final int DRAWS = 2_000;

    private final Parameters parameters = Parameters.draw(new Draw("play"), (int) VOCABULARY.size(), 5);

    private String write(double temperature, int length, Random random) {
        StringBuilder text = new StringBuilder();
        try (NDManager manager = NDManager.newBaseManager()) {
            GivenRnn net = parameters.network(manager);
            int before = manager.getManagedArrays().size();
            PlayWriter.write(new PlayRequest("ab", length, temperature), net, VOCABULARY, manager, random, text::append);
            assertThat(manager.getManagedArrays()).hasSize(before);
        }
        return text.toString();
    }

    @Test
    void writesThePredictionAtTemperatureZero() {
        try (NDManager manager = NDManager.newBaseManager()) {
            assertThat("ab" + write(0, 20, new Random(1))).isEqualTo(
                    Prediction.predict("ab", 20, parameters.network(manager), VOCABULARY, manager));
        }
    }

    /** The share of n draws lies within 6 √(p (1 − p) / n) of p with a chance of 1 − 10⁻⁸. The seed is fixed. */
    @Test
    void drawsEachCharacterWithTheModelsProbability() {
        double temperature = 0.8;
        double[][] logits = Rnn.logits(Matrix.oneHot(new int[][] {{1, 2}}, 4), new double[1][5], parameters);
        double[] expected = CrossEntropy.softmax(Matrix.map(logits, y -> y / temperature)[1]);
        Random random = new Random(7);
        int[] counts = new int[4];
        for (int i = 0; i < DRAWS; i++) {
            counts[(int) VOCABULARY.getIndex(write(temperature, 1, random))]++;
        }
        for (int token = 0; token < 4; token++) {
            double p = expected[token];
            assertThat(counts[token] / (double) DRAWS).isCloseTo(p, within(6 * Math.sqrt(p * (1 - p) / DRAWS)));
        }
    }
}
