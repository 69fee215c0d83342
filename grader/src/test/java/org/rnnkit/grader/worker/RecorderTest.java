package org.rnnkit.grader.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import ai.djl.training.loss.Loss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rnnkit.given.GivenBatches;
import org.rnnkit.given.GivenRnn;
import org.rnnkit.grading.Draw;
import org.rnnkit.oracle.Epoch;
import org.rnnkit.oracle.Epoch.Minibatch;
import org.rnnkit.oracle.Matrix;
import org.rnnkit.oracle.Parameters;
import org.rnnkit.step8epoch.EpochTraining;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.Updaters;

/** What is seen of a training from outside is what happens inside. */
class RecorderTest {

    private static final Vocabulary VOCABULARY = CharacterVocabulary.of("time traveler");
    private static final int EPOCHS = 20;

    private final List<Integer> told = new ArrayList<>();

    @Test
    void seesTheNormsBeforeClippingAndWritesSamplesEarlyAndAtTheEnd() {
        Draw draw = new Draw("recorder");
        int vocabSize = (int) VOCABULARY.size();
        Parameters drawn = GivenRnn.draw(draw, vocabSize, 6);
        Parameters p = new Parameters(drawn.wXh(), drawn.wHh(), drawn.bH(), Matrix.map(drawn.wHq(), w -> 12 * w), drawn.bQ());
        List<Minibatch> minibatches = List.of(new Minibatch(draw.tokens(3, 5, vocabSize), draw.tokens(3, 5, vocabSize)),
                new Minibatch(draw.tokens(3, 5, vocabSize), draw.tokens(3, 5, vocabSize)));
        try (NDManager manager = NDManager.newBaseManager()) {
            GivenRnn net = new GivenRnn(manager, p);
            Recorder recorder = new Recorder(net, VOCABULARY, manager, (epoch, result) -> told.add(epoch), EPOCHS);
            EpochTraining.trainEpoch(recorder, new GivenBatches(manager, minibatches), Loss.softmaxCrossEntropyLoss(),
                    Updaters.sgd(1), Sampling.RANDOM);
            for (int epoch = 1; epoch <= EPOCHS; epoch++) {
                recorder.epochFinished(epoch, new EpochResult(1, 1, 1));
            }

            double[] norms = Epoch.train(p, minibatches, false, 1).norms();
            EpochTrace first = recorder.traces().get(0);
            assertThat(first.meanNorm()).isCloseTo(Arrays.stream(norms).average().orElseThrow(), within(1e-3 * norms[0]));
            assertThat(first.maxNorm()).isCloseTo(Arrays.stream(norms).max().orElseThrow(), within(1e-3 * norms[0]));
            assertThat(first.clipped()).isEqualTo(Arrays.stream(norms).filter(norm -> norm > 1).count() / 2.0).isPositive();
            assertThat(recorder.traces().get(1).meanNorm()).isNaN();
            List<Integer> sampled = IntStream.rangeClosed(1, EPOCHS)
                    .filter(epoch -> recorder.traces().get(epoch - 1).sample() != null).boxed().toList();
            assertThat(sampled).startsWith(1, 2, 3).endsWith(EPOCHS).hasSizeLessThan(12);
            assertThat(recorder.traces().get(0).sample()).startsWith("time traveller");
        }
        assertThat(told).hasSize(EPOCHS).startsWith(1, 2, 3);
    }
}
