package org.rnnkit.grader.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnnkit.given.GivenBatches;
import org.rnnkit.given.GivenRnn;
import org.rnnkit.grading.Draw;
import org.rnnkit.grading.Expect;
import org.rnnkit.oracle.Epoch;
import org.rnnkit.oracle.Epoch.Minibatch;
import org.rnnkit.oracle.Matrix;
import org.rnnkit.oracle.Parameters;
import org.rnnkit.oracle.Rnn;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.step8epoch.EpochTraining;
import org.rnnkit.step9training.Training;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.TrainingResult;
import org.rnnkit.toolkit.Updaters;

/**
 * The graded tests' tolerances, measured: over many draws float32 stays several times below what is
 * allowed, so that no right solution fails by chance. Each bound here is a fraction of the tolerance
 * that stands in the tests.
 */
class TolerancesTest {

    private static final int DRAWS = 150;

    @Test
    void forwardAndGradientsStayFarBelowTheTolerance() {
        double largest = 0;
        for (int i = 0; i < DRAWS; i++) {
            Draw draw = new Draw("forward " + i);
            Draw.Sizes n = draw.sizes();
            Parameters p = GivenRnn.draw(draw, n.vocabSize(), n.numHiddens());
            double[][][] inputs = Matrix.oneHot(draw.tokens(n.batchSize(), n.numSteps(), n.vocabSize()), n.vocabSize());
            double[][] state = draw.matrix(n.batchSize(), n.numHiddens());
            double[][] weights = draw.matrix(n.numSteps() * n.batchSize(), n.vocabSize());
            try (NDManager manager = NDManager.newBaseManager()) {
                NDList parameters = new NDList(Draw.array(manager, p.wXh()), Draw.array(manager, p.wHh()),
                        Draw.array(manager, p.bH()), Draw.array(manager, p.wHq()), Draw.array(manager, p.bQ()));
                parameters.forEach(parameter -> parameter.setRequiresGradient(true));
                NDArray x = Draw.array(manager, Expect.rows(inputs)).reshape(n.numSteps(), n.batchSize(), n.vocabSize());
                NDArray weightArray = Draw.array(manager, weights);
                try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                    NDArray logits = RnnForward.forward(x, new NDList(Draw.array(manager, state)), parameters).logits();
                    largest = Math.max(largest, error(logits, Expect.flat(Rnn.logits(inputs, state, p))));
                    collector.backward(logits.mul(weightArray).sum());
                }
                Parameters expected = Rnn.gradients(inputs, state, p, weights);
                largest = Math.max(largest, error(parameters.get(0).getGradient(), Expect.flat(expected.wXh())));
                largest = Math.max(largest, error(parameters.get(1).getGradient(), Expect.flat(expected.wHh())));
                largest = Math.max(largest, error(parameters.get(3).getGradient(), Expect.flat(expected.wHq())));
            }
        }
        assertThat(largest).isBetween(0.0, Expect.TOLERANCE / 5);
    }

    /** EpochTrainingTest allows 1e-3 for parameters and 1e-3 of the perplexity. */
    @Test
    void anEpochStaysFarBelowItsTolerance() {
        double largest = 0;
        for (int i = 0; i < DRAWS; i++) {
            Draw draw = new Draw("epoch " + i);
            Sampling sampling = i % 2 == 0 ? Sampling.RANDOM : Sampling.SEQUENTIAL;
            Parameters begin = GivenRnn.draw(draw, 6, 5);
            List<Minibatch> three = List.of(minibatch(draw), minibatch(draw), minibatch(draw));
            Epoch.Result expected = Epoch.train(begin, three, sampling == Sampling.SEQUENTIAL, 1);
            try (NDManager manager = NDManager.newBaseManager()) {
                GivenRnn net = new GivenRnn(manager, begin);
                double perplexity = EpochTraining.trainEpoch(net, new GivenBatches(manager, three),
                        Loss.softmaxCrossEntropyLoss(), Updaters.sgd(1), sampling).perplexity();
                largest = Math.max(largest, Math.abs(perplexity / expected.perplexity() - 1));
                NDList after = GivenRnn.arrays(manager, expected.parameters());
                for (int p = 0; p < after.size(); p++) {
                    largest = Math.max(largest, error(net.parameters().get(p), Expect.values(after.get(p))));
                }
            }
        }
        assertThat(largest).isBetween(0.0, 1e-3 / 5);
    }

    private static Minibatch minibatch(Draw draw) {
        return new Minibatch(draw.tokens(3, 4, 6), draw.tokens(3, 4, 6));
    }

    private static double error(NDArray actual, double[] expected) {
        double[] values = Expect.values(actual);
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(values[i] - expected[i]) / Math.max(1, Math.abs(expected[i])));
        }
        return largest;
    }

    /** TrainingTest asks for a perplexity below 3 after 40 epochs. */
    @Test
    void rightTrainingsEndBelow2() {
        List<String> tokens = List.of("<unk>", " ", "e", "t", "r", "l", "i", "m", "a", "v");
        DefaultVocabulary vocabulary = DefaultVocabulary.builder().optUnknownToken("<unk>").add(tokens).build();
        int[] text = "time traveller ".repeat(20).chars()
                .map(c -> (int) vocabulary.getIndex(String.valueOf((char) c))).toArray();
        double[] ends = new double[40];
        for (int i = 0; i < ends.length; i++) {
            Draw draw = new Draw("training " + i);
            try (NDManager manager = NDManager.newBaseManager()) {
                TrainingResult result = Training.train(new GivenRnn(manager, GivenRnn.draw(draw, tokens.size(), 8)),
                        new SequenceDataset(text, 2, 12, Sampling.values()[i % 2], i), vocabulary, Updaters.sgd(1), 40,
                        manager, (epoch, r) -> { });
                ends[i] = result.perplexity();
            }
        }
        assertThat(Arrays.stream(ends).max().orElseThrow()).as(Arrays.toString(ends)).isLessThan(2);
    }
}
