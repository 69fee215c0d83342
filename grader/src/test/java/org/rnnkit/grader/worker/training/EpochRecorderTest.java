package org.rnnkit.grader.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.loss.Loss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rnnkit.step8epoch.EpochTraining;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.given.GivenBatches;
import org.rnnkit.testkit.models.GivenRnn;
import org.rnnkit.testkit.oracle.CrossEntropy;
import org.rnnkit.testkit.oracle.Epoch;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Minibatch;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.RnnReader;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.Updater;
import org.rnnkit.toolkit.Updaters;

/** Tests that the kit measures a training correctly beside the steps, and does not disturb it. */
class EpochRecorderTest {

    private static final Vocabulary VOCABULARY = CharacterVocabulary.of("time traveler");
    private static final int EPOCHS = 20;

    private final List<Integer> reportedEpochs = new ArrayList<>();
    private final List<EpochProgress> reported = new ArrayList<>();

    private long sampleNanos = Long.MAX_VALUE;
    private HeldOutText heldOut = HeldOutText.NONE;
    private NDManager manager;
    private GivenRnn net;

    private final Draw draw = new Draw("recorder");
    private final int vocabSize = (int) VOCABULARY.size();
    private final Parameters p = drawn();
    private final List<Minibatch> minibatches = List.of(minibatch(), minibatch());
    private final double[] norms = Epoch.train(p, minibatches, false, 1).norms();

    /** Draws parameters with gradients that are large enough to be clipped. */
    private Parameters drawn() {
        Parameters some = Parameters.draw(draw, vocabSize, 6);
        return new Parameters(some.wXh(), some.wHh(), some.bH(), Matrix.map(some.wHq(), w -> 12 * w), some.bQ());
    }

    @BeforeEach
    void start() {
        manager = NDManager.newBaseManager();
        net = p.network(manager);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private Minibatch minibatch() {
        return new Minibatch(draw.tokens(3, 5, vocabSize), draw.tokens(3, 5, vocabSize));
    }

    @Test
    void measuresNormsBeforeClippingWithTheWatchedModel() {
        EpochRecorder recorder = recorder(net, manager);
        train(recorder.watchedModel(), recorder);

        EpochTrace seen = recorder.traces().get(0);
        assertThat(seen.meanNorm()).isCloseTo(Arrays.stream(norms).average().orElseThrow(), within(1e-3 * norms[0]));
        assertThat(seen.maxNorm()).isCloseTo(Arrays.stream(norms).max().orElseThrow(), within(1e-3 * norms[0]));
        assertThat(seen.clipped()).isEqualTo(clipped()).isPositive();
    }

    @Test
    void measuresTheShareOfClippedGradientsWithThePlainModel() {
        EpochRecorder recorder = recorder(net, manager);
        train(net, recorder);
        recorder.epochFinished(2, new EpochResult(1, 1, 1));

        assertThat(recorder.traces().get(0).meanNorm()).isNaN();
        assertThat(recorder.traces().get(0).clipped()).isEqualTo(clipped()).isPositive();
        assertThat(recorder.traces().get(1).clipped()).as("an epoch without updates").isNaN();
    }

    @Test
    void writesSamplesAndRecordsNoMoreThanTheGivenEpochs() {
        EpochRecorder recorder = recorder(net, manager);
        for (int epoch = 1; epoch <= EPOCHS + 1; epoch++) {
            recorder.epochFinished(epoch, new EpochResult(1, 1, 1));
        }

        List<EpochTrace> traces = recorder.traces();
        assertThat(IntStream.rangeClosed(1, EPOCHS).filter(epoch -> traces.get(epoch - 1).sample() != null).boxed())
                .containsExactly(1, 2, 3, 4, 6, 9, 13, 19, 20);
        assertThat(traces).hasSize(EPOCHS);
        assertThat(traces.get(0).sample()).startsWith("time traveller");
        assertThat(reportedEpochs).hasSize(EPOCHS + 1).startsWith(1, 2, 3);
        assertThat(reported).hasSize(9).allSatisfy(news -> assertThat(news.sample()).startsWith("time traveller"));
        assertThat(reported.get(0).epoch()).isEqualTo(1);
    }

    @Test
    void writesATextForWhoWatchesBetweenThoseThatAreRecorded() {
        sampleNanos = 0;
        EpochRecorder recorder = recorder(net, manager);
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            recorder.epochFinished(epoch, new EpochResult(1, 1, 1));
        }
        assertThat(recorder.traces().stream().filter(trace -> trace.sample() != null)).hasSize(9);
        assertThat(reported).hasSize(EPOCHS);
    }

    @Test
    void measuresTheModelOnTheTextThatIsHeldOut() {
        int[] text = draw.tokens(1, 1_500, vocabSize)[0];
        heldOut = HeldOutText.after(500, text);
        EpochRecorder recorder = recorder(net, manager);
        for (int epoch = 1; epoch <= 7; epoch++) {
            recorder.epochFinished(epoch, new EpochResult(1, 1, 1));
            net.parameters().get(0).stopGradient().muli(1.1f); // another model after each epoch
        }

        List<Double> seen = recorder.traces().stream().map(EpochTrace::heldOut).toList();
        assertThat(seen.get(0)).isCloseTo(perplexity(text, 500), within(1e-3 * seen.get(0)));
        assertThat(new HashSet<>(seen.subList(0, 5))).as("measured after each of the first epochs").hasSize(5);
        assertThat(seen.subList(5, 7)).as("then every fifth").containsOnly(Double.NaN);
        assertThat(reported.stream().filter(news -> news.heldOut() != null)).as("for who watches")
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 5)
                        .mapToObj(epoch -> EpochProgress.ofHeldOut(epoch, seen.get(epoch - 1))).toList());
        assertThat(HeldOutText.after(501, text).perplexity(net, manager)).as("the text is too short").isNaN();
        assertThat(heldOut.perplexity(null, manager)).as("a model that fails").isNaN();
    }

    /** Computes the perplexity of the unchanged model: ten rows of 100 characters, each from a state of zeros. */
    private double perplexity(int[] text, int from) {
        double sum = 0;
        for (int row = 0; row < 10; row++) {
            RnnReader reader = new RnnReader(p);
            for (int i = from + 100 * row; i < from + 100 * row + 99; i++) {
                reader.read(text[i]);
                sum -= Math.log(CrossEntropy.softmax(reader.logits())[text[i + 1]]);
            }
        }
        return Math.exp(sum / 990);
    }

    /** The recorder fails here: the model can't predict, and there are no parameters. The training must not notice. */
    @Test
    void hidesItsOwnFailures() {
        List<NDList> updated = new ArrayList<>();
        EpochRecorder recorder = recorder(null, null);
        recorder.watchedUpdater(updated::add).update(null);
        recorder.epochFinished(1, null);

        assertThat(updated).hasSize(1).containsOnlyNulls();
        assertThat(recorder.traces()).hasSize(1);
        assertThat(recorder.traces().get(0).sample()).isNull();
        assertThat(reportedEpochs).containsExactly(1);
    }

    @Test
    void replacesImpossibleValuesInATrace() {
        String huge = "\uD800</script>" + "x".repeat(1_000_000);
        EpochTrace hostile = new EpochTrace(-1, Double.POSITIVE_INFINITY, 1.5, 0.5, huge);

        assertThat(hostile).isEqualTo(new EpochTrace(Double.NaN, Double.NaN, Double.NaN, Double.NaN, hostile.sample()));
        assertThat(hostile.sample()).hasSize(100).startsWith("?</script>");
        EpochTrace right = new EpochTrace(0.5, 2, 0.25, 1.5, "time");
        assertThat(EpochTrace.checked(Arrays.asList(null, right, right), 2))
                .containsExactly(EpochTrace.NOTHING, right);
        assertThat(EpochTrace.checked(null, 1)).containsExactly(EpochTrace.NOTHING);
    }

    private double clipped() {
        return Arrays.stream(norms).filter(norm -> norm > 1).count() / 2.0;
    }

    private EpochRecorder recorder(LanguageModel model, NDManager owner) {
        return new EpochRecorder(model, VOCABULARY, owner, (epoch, result) -> reportedEpochs.add(epoch), EPOCHS,
                heldOut, reported::add, sampleNanos);
    }

    private void train(LanguageModel model, EpochRecorder recorder) {
        recorder.epochFinished(1, train(model, recorder.watchedUpdater(Updaters.sgd(1))));
    }

    private EpochResult train(LanguageModel model, Updater updater) {
        return EpochTraining.trainEpoch(model, new GivenBatches(manager, minibatches), Loss.softmaxCrossEntropyLoss(), updater,
                Sampling.RANDOM);
    }
}
