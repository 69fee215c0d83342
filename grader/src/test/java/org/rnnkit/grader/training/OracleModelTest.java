package org.rnnkit.grader.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import ai.djl.training.loss.Loss;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnnkit.grader.worker.training.Tensor;
import org.rnnkit.step6prediction.Prediction;
import org.rnnkit.step8epoch.EpochTraining;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.TextSource;

/** Tests that the model in plain Java has the same results as training and prediction with DJL. */
class OracleModelTest {

    private static final int BATCH_SIZE = 4;
    private static final int NUM_STEPS = 10;

    private final String text = TextSource.embedded().characters().substring(0, 4 * 60 + 1);
    private final Vocabulary vocabulary = CharacterVocabulary.of(text);
    private final int[] tokens = CharacterVocabulary.indices(vocabulary, text);
    private final Parameters parameters = Parameters.draw(new Draw("trained"), (int) vocabulary.size(), 20);

    private OracleModel model() {
        return OracleModel.of(parameters.matrices().stream().map(OracleModelTest::tensor).toList(), vocabulary.size(), 20);
    }

    private static Tensor tensor(double[][] rows) {
        double[] values = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return new Tensor(rows.length == 1 ? new long[] {values.length} : new long[] {rows.length, rows[0].length}, floats);
    }

    /** The text is just long enough for one minibatch, so the dataset has no offset. An epoch without updates measures it. */
    @Test
    void hasThePerplexityOfAnEpochWithoutUpdates() {
        int[] cut = Arrays.copyOf(tokens, BATCH_SIZE * NUM_STEPS + 1);
        try (NDManager manager = NDManager.newBaseManager()) {
            double measured = EpochTraining.trainEpoch(parameters.network(manager),
                    new SequenceDataset(cut, BATCH_SIZE, NUM_STEPS, Sampling.SEQUENTIAL, 1).getData(manager),
                    Loss.softmaxCrossEntropyLoss(), unchanged -> { }, Sampling.SEQUENTIAL).perplexity();

            assertThat(model().perplexity(cut, BATCH_SIZE, NUM_STEPS)).isCloseTo(measured, within(1e-4 * measured));
        }
    }

    @Test
    void leavesOutTokensAfterTheLastWholeMinibatch() {
        int[] other = tokens.clone();
        other[59] = (other[59] + 1) % (int) vocabulary.size(); // the last token of the first part of 60
        assertThat(model().perplexity(other, BATCH_SIZE, 7)).isEqualTo(model().perplexity(tokens, BATCH_SIZE, 7));
        other[50] = (other[50] + 1) % (int) vocabulary.size();
        assertThat(model().perplexity(other, BATCH_SIZE, 7)).isNotEqualTo(model().perplexity(tokens, BATCH_SIZE, 7));
    }

    @Test
    void writesTheSameTextAsTheReference() {
        try (NDManager manager = NDManager.newBaseManager()) {
            assertThat(model().write("the hour ", 30, vocabulary)).isEqualTo(Prediction.predict("the hour ", 30,
                    parameters.network(manager), vocabulary, manager));
        }
    }

    @Test
    void rejectsParametersThatAreMissingOrHaveOtherShapes() {
        assertThatIllegalArgumentException().isThrownBy(() -> OracleModel.of(null, 5, 20))
                .withMessage("training returned 0 parameters, expected 5");
        List<Tensor> flat = Collections.nCopies(5, new Tensor(new long[] {100}, new float[100]));
        assertThatIllegalArgumentException().isThrownBy(() -> OracleModel.of(flat, 5, 20))
                .withMessage("the trained W_xh has the shape [100], expected [5, 20]");
        assertThatIllegalArgumentException().isThrownBy(() -> OracleModel.of(Collections.nCopies(5, null), 5, 20))
                .withMessage("the trained W_xh has the shape null, expected [5, 20]");
    }
}
