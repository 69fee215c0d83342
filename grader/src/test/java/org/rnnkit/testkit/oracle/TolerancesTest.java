package org.rnnkit.testkit.oracle;

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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rnnkit.step12backward.RnnBackward;
import org.rnnkit.step13gru.GruForward;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.step5model.RnnModelScratch;
import org.rnnkit.step8epoch.EpochTraining;
import org.rnnkit.step9training.Training;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.given.GivenBatches;
import org.rnnkit.testkit.given.GivenRnn;
import org.rnnkit.testkit.oracle.Epoch.Minibatch;
import org.rnnkit.toolkit.RnnOutput;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.TrainingResult;
import org.rnnkit.toolkit.Updaters;

/**
 * The graded tests' tolerances, measured: over many draws float32 stays several times below what is
 * allowed, so that no right solution fails by chance. Each bound here is a fraction of the tolerance
 * that stands in the tests.
 */
@Tag("slow")
class TolerancesTest {

    private static final int DRAWS = 150;

    @Test
    void forwardAndGradientsStayFarBelowTheTolerance() {
        double largest = 0;
        for (int i = 0; i < DRAWS; i++) {
            Draw draw = new Draw("forward " + i);
            Draw.Sizes n = draw.sizes();
            Parameters p = draw(draw, n);
            double[][][] inputs = Matrix.oneHot(draw.tokens(n.batchSize(), n.numSteps(), n.vocabSize()), n.vocabSize());
            double[][] state = draw.matrix(n.batchSize(), n.numHiddens());
            double[][] weights = draw.matrix(n.numSteps() * n.batchSize(), n.vocabSize());
            try (NDManager manager = NDManager.newBaseManager()) {
                NDList parameters = arrays(manager, p);
                parameters.forEach(parameter -> parameter.setRequiresGradient(true));
                NDArray x = array(manager, inputs);
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

    /**
     * What a row of dA hands to the row one step earlier goes through W_hh^T, whose norm is at most 1 (Parameters.draw), so
     * that a step adds at most what its own logits hand to it: over at most 9 steps gradients stay below some tens, and
     * rounding (6e-8 of each, some tens of terms) below 10 · 50 · 6e-8 = 3e-5.
     */
    @Test
    void backwardByHandStaysFarBelowTheTolerance() {
        double largest = 0;
        for (int i = 0; i < DRAWS; i++) {
            Draw draw = new Draw("backward " + i);
            Draw.Sizes n = i % 2 == 0 ? draw.sizes() : new Draw.Sizes(2, 9, 28, 4);
            Parameters p = draw(draw, n);
            double[][][] inputs = Matrix.oneHot(draw.tokens(n.batchSize(), n.numSteps(), n.vocabSize()), n.vocabSize());
            double[][] state = draw.matrix(n.batchSize(), n.numHiddens());
            double[][] given = draw.matrix(n.numSteps() * n.batchSize(), n.vocabSize());
            Parameters expected = Rnn.gradients(inputs, state, p, given);
            try (NDManager manager = NDManager.newBaseManager()) {
                NDList gradients = RnnBackward.gradients(array(manager, inputs), new NDList(Draw.array(manager, state)),
                        arrays(manager, p), Draw.array(manager, given));
                NDList right = arrays(manager, expected);
                for (int g = 0; g < right.size(); g++) {
                    largest = Math.max(largest, error(gradients.get(g), Expect.values(right.get(g))));
                }
            }
        }
        assertThat(largest).isBetween(0.0, Expect.TOLERANCE / 5);
    }

    /**
     * Every state is a mixture of the one before it and a tanh, so that none leaves the range of the state given, and the
     * logits are sums of at most 16 of them times 0.5: below 10, and rounding below 10 · 16 · 6e-8 = 1e-5. On the way back
     * Z ≤ 1 hands on and the gates' slopes are at most 1/4, so that gradients stay below step 12's. The expected ones are
     * slopes over 2e-5 in doubles, good to 1e-9. In 150 draws the largest was 2e-6.
     */
    @Test
    void gatesAndTheirGradientsStayFarBelowTheTolerance() {
        double largest = 0;
        for (int i = 0; i < DRAWS; i++) {
            Draw draw = new Draw("gru " + i);
            Draw.Sizes n = i % 2 == 0 ? draw.sizes() : new Draw.Sizes(2, 9, 28, 16);
            List<double[][]> p = Gru.draw(draw, n.vocabSize(), n.numHiddens());
            double[][][] inputs = Matrix.oneHot(draw.tokens(n.batchSize(), n.numSteps(), n.vocabSize()), n.vocabSize());
            double[][] state = draw.matrix(n.batchSize(), n.numHiddens());
            double[][] weights = draw.matrix(n.numSteps() * n.batchSize(), n.vocabSize());
            try (NDManager manager = NDManager.newBaseManager()) {
                NDList parameters = new NDList(p.stream().map(rows -> rows.length == 1 ? Draw.array(manager, rows[0])
                        : Draw.array(manager, rows)).toList());
                parameters.forEach(parameter -> parameter.setRequiresGradient(true));
                NDArray weightArray = Draw.array(manager, weights);
                NDArray x = array(manager, inputs);
                NDList begin = new NDList(Draw.array(manager, state));
                RnnOutput output;
                try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                    output = GruForward.forward(x, begin, parameters);
                    collector.backward(output.logits().mul(weightArray).sum());
                }
                largest = Math.max(largest, error(output.logits(),
                        Expect.flat(Gru.logits(Gru.Slip.NONE, inputs, state, p))));
                largest = Math.max(largest, error(output.state().get(0),
                        Expect.flat(Gru.hiddens(Gru.Slip.NONE, inputs, state, p).get(inputs.length))));
                // The larger sizes are in no test of gradients; and slopes in doubles take their time.
                List<double[][]> expected = i % 6 == 0 ? Gru.gradients(inputs, state, p, weights) : List.of();
                for (int g = 0; g < expected.size(); g++) {
                    largest = Math.max(largest, error(parameters.get(g).getGradient(), Expect.flat(expected.get(g))));
                }
            }
        }
        assertThat(largest).isBetween(0.0, Expect.TOLERANCE / 5);
    }

    private static Parameters draw(Draw draw, Draw.Sizes n) {
        return Parameters.draw(draw, n.vocabSize(), n.numHiddens());
    }

    private static NDArray array(NDManager manager, double[][][] inputs) {
        return Draw.array(manager, Expect.rows(inputs)).reshape(inputs.length, inputs[0].length, inputs[0][0].length);
    }

    private static NDList arrays(NDManager manager, Parameters p) {
        return new NDList(Draw.array(manager, p.wXh()), Draw.array(manager, p.wHh()), Draw.array(manager, p.bH()),
                Draw.array(manager, p.wHq()), Draw.array(manager, p.bQ()));
    }

    /**
     * EpochTrainingTest allows 1e-3 for parameters and 1e-3 of the perplexity. The oracle rounded to float32 after every
     * operation tells how far rounding gets: in 1,000 draws the logarithm (to 10) of the largest error over what is allowed
     * was -4.1 ± 0.1 for the parameters and -5.1 ± 0.5 for the perplexity. What is allowed lies ten deviations above, with a
     * chance of 1e-23. For the questions of EpochTrainingCheck it was -4.0 ± 0.2 and -4.1 ± 0.6 (seven deviations, 1e-12),
     * for those of TrainingCheck -4.5 ± 0.1 and -5.3 ± 0.2, for the perplexity in TrainingTest -6.2 ± 0.5.
     */
    @Test
    void anEpochStaysFarBelowItsTolerance() {
        double largest = 0;
        for (int i = 0; i < DRAWS; i++) {
            Draw draw = new Draw("epoch " + i);
            Sampling sampling = i % 2 == 0 ? Sampling.RANDOM : Sampling.SEQUENTIAL;
            Parameters begin = Parameters.draw(draw, 6, 5);
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

    /** The parameters as a solution might have them that rounds otherwise, by far more than rounding is. */
    private static Parameters nudged(Parameters begin, int run) {
        Draw draw = new Draw(run, "nudged");
        Parameters nudged = begin.copy();
        nudged.rows().forEach(row -> {
            double[] by = draw.vector(row.length);
            Arrays.setAll(row, i -> row[i] + 1e-3 * by[i]);
        });
        return nudged;
    }

    /** TrainingTest's start, for which it asks for a perplexity below 3 after 40 epochs. */
    @Test
    void rightTrainingsEndBelow2() {
        List<String> tokens = List.of("<unk>", " ", "e", "t", "r", "l", "i", "m", "a", "v");
        DefaultVocabulary vocabulary = DefaultVocabulary.builder().optUnknownToken("<unk>").add(tokens).build();
        int[] text = "time traveller ".repeat(20).chars()
                .map(c -> (int) vocabulary.getIndex(String.valueOf((char) c))).toArray();
        Parameters begin = Parameters.draw(new Draw(1, "learns"), tokens.size(), 8);
        double[] ends = new double[12];
        for (int i = 0; i < ends.length; i++) {
            try (NDManager manager = NDManager.newBaseManager()) {
                TrainingResult result = Training.train(new GivenRnn(manager, nudged(begin, i)),
                        new SequenceDataset(text, 2, 12, Sampling.values()[i % 2], 8), vocabulary, Updaters.sgd(1), 40,
                        manager, (epoch, r) -> { });
                ends[i] = result.perplexity();
            }
        }
        assertThat(Arrays.stream(ends).max().orElseThrow()).as(Arrays.toString(ends)).isLessThan(2);
    }

    /** EpochTrainingTest's start, for which it asks for a perplexity that falls over 31 epochs. */
    @Test
    void thePerplexityOfRightEpochsFallsByHalf() {
        Draw draw = new Draw(1, "learns over many epochs");
        Parameters begin = Parameters.draw(draw, 6, 5);
        List<Minibatch> two = List.of(new Minibatch(draw.tokens(2, 5, 6), draw.tokens(2, 5, 6)),
                new Minibatch(draw.tokens(2, 5, 6), draw.tokens(2, 5, 6)));
        for (int run = 0; run < 10; run++) {
            Parameters p = nudged(begin, run);
            double first = Epoch.train(p, two, true, 1).perplexity();
            for (int epoch = 0; epoch < 30; epoch++) {
                p = Epoch.train(p, two, true, 1).parameters();
            }
            assertThat(Epoch.train(p, two, true, 1).perplexity()).isLessThan(first / 2);
        }
    }

    /** GruForwardTest's start, for which it asks for a loss below 0.3 after 300 updates; step 8's are the same, and clipped. */
    @Test
    void rightGatesEndBelowATenthOfWhatIsAsked() {
        int[][] tokens = {{1, 2, 1, 3, 1, 2, 1, 3, 1, 2, 1, 3, 1, 2, 1, 3}};
        int[][] labels = {{2, 1, 3, 1, 2, 1, 3, 1, 2, 1, 3, 1, 2, 1, 3, 1}};
        double[] ends = new double[2];
        for (int i = 0; i < ends.length; i++) {
            Draw nudges = new Draw(i, "nudged");
            try (NDManager manager = NDManager.newBaseManager()) {
                RnnModelScratch net = new RnnModelScratch(manager, 4, 16, (owner, vocabSize, numHiddens) ->
                        nearTheStart(owner, nudges, vocabSize, numHiddens), HiddenState::initialize, GruForward::forward);
                for (int update = 0; update < 300; update++) {
                    ends[i] = Math.log(EpochTraining.trainEpoch(net, new GivenBatches(manager,
                            List.of(new Minibatch(tokens, labels))), Loss.softmaxCrossEntropyLoss(), Updaters.sgd(2),
                            Sampling.RANDOM).perplexity());
                }
            }
        }
        assertThat(Arrays.stream(ends).max().orElseThrow()).as(Arrays.toString(ends)).isLessThan(0.03);
    }

    private static NDList nearTheStart(NDManager manager, Draw nudges, int vocabSize, int numHiddens) {
        NDList parameters = new NDList();
        for (double[][] rows : Gru.draw(new Draw(1, "learns"), vocabSize, numHiddens)) {
            double[][] near = Matrix.plus(rows, Matrix.map(nudges.matrix(rows.length, rows[0].length), v -> 1e-3 * v));
            NDArray parameter = near.length == 1 ? Draw.array(manager, near[0]) : Draw.array(manager, near);
            parameter.setRequiresGradient(true);
            parameters.add(parameter);
        }
        return parameters;
    }
}
