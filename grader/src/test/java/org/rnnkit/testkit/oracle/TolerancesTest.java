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
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.step8epoch.EpochTraining;
import org.rnnkit.step9training.Training;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Sizes;
import org.rnnkit.testkit.given.GivenBatches;
import org.rnnkit.testkit.models.GivenRnn;
import org.rnnkit.toolkit.ConciseRnnModel;
import org.rnnkit.toolkit.ForwardFunction;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.Updaters;

/**
 * The graded tests' tolerances, measured: over many draws float32 stays several times below what is allowed, so that no right
 * solution fails by chance. Each bound here is a fraction of the tolerance in the tests. A bonus step has a test of its own,
 * named after its class.
 */
@Tag("slow")
class TolerancesTest {

    @Test
    void forwardAndGradientsStayFarBelowTheTolerance() {
        double largest = 0;
        for (int i = 0; i < Float32.DRAWS; i++) {
            Draw draw = new Draw("forward " + i);
            Sizes n = draw.sizes();
            Parameters p = Parameters.draw(draw, n.vocabSize(), n.numHiddens());
            Float32 given = Float32.draw(draw, n);
            largest = Math.max(largest, given.error(RnnForward::forward, p.matrices(), Rnn.logits(given.inputs, given.state, p),
                    Rnn.hiddens(given.inputs, given.state, p).get(n.numSteps()),
                    Rnn.gradients(given.inputs, given.state, p, given.weights).matrices()));
        }
        assertThat(largest).isBetween(0.0, Expect.TOLERANCE / 5);
    }

    /**
     * EpochTrainingTest allows 1e-3 for parameters and 1e-3 of the perplexity. The oracle rounded to float32 after every
     * operation tells how far rounding gets: in 1,000 draws the logarithm (to 10) of the largest error over what is allowed
     * was -4.1 ± 0.1 for the parameters and -5.1 ± 0.5 for the perplexity. What is allowed lies ten deviations above, with a
     * chance of 1e-23. For the questions of EpochTrainingCheck it was -4.0 ± 0.2 and -4.1 ± 0.6 (seven deviations, 1e-12),
     * for those of TrainingCheck -4.5 ± 0.1 and -5.3 ± 0.2.
     */
    @Test
    void anEpochStaysFarBelowItsTolerance() {
        double largest = 0;
        for (int i = 0; i < Float32.DRAWS; i++) {
            Draw draw = new Draw("epoch " + i);
            Sampling sampling = i % 2 == 0 ? Sampling.RANDOM : Sampling.SEQUENTIAL;
            Parameters begin = Parameters.draw(draw, 6, 5);
            List<Minibatch> three = List.of(minibatch(draw), minibatch(draw), minibatch(draw));
            EpochValues expected = Epoch.train(begin, three, sampling == Sampling.SEQUENTIAL, 1);
            try (NDManager manager = NDManager.newBaseManager()) {
                GivenRnn net = begin.network(manager);
                double perplexity = EpochTraining.trainEpoch(net, new GivenBatches(manager, three),
                        Loss.softmaxCrossEntropyLoss(), Updaters.sgd(1), sampling).perplexity();
                largest = Math.max(largest, Math.abs(perplexity / expected.perplexity() - 1));
                NDList after = expected.parameters().network(manager).parameters();
                for (int p = 0; p < after.size(); p++) {
                    largest = Math.max(largest, Float32.error(net.parameters().get(p), Expect.values(after.get(p))));
                }
            }
        }
        assertThat(largest).isBetween(0.0, 1e-3 / 5);
    }

    private static Minibatch minibatch(Draw draw) {
        return new Minibatch(draw.tokens(3, 4, 6), draw.tokens(3, 4, 6));
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

    /** TrainingTest's start, for which it asks for a perplexity below 3 after 20 epochs. */
    @Test
    void rightTrainingsEndBelow2() {
        List<String> tokens = List.of("<unk>", " ", "e", "t", "r", "l", "i", "m", "a", "v");
        DefaultVocabulary vocabulary = DefaultVocabulary.builder().optUnknownToken("<unk>").add(tokens).build();
        int[] text = "time traveller ".repeat(6).chars()
                .map(c -> (int) vocabulary.getIndex(String.valueOf((char) c))).toArray();
        double[] ends = new double[12];
        for (int i = 0; i < ends.length; i++) {
            Draw draw = new Draw(i, "nudged");
            new Draw(1, "concise").seedEngine();
            try (NDManager manager = NDManager.newBaseManager()) {
                LanguageModel net = new ConciseRnnModel(manager, tokens.size(), 12);
                net.parameters().forEach(parameter -> parameter.stopGradient().addi(Draw.array(manager,
                        Matrix.map(draw.vector((int) parameter.size()), by -> 1e-3 * by)).reshape(parameter.getShape())));
                ends[i] = Training.train(net, new SequenceDataset(text, 2, 12, Sampling.SEQUENTIAL, 9), vocabulary,
                        Updaters.sgd(1), 20, manager, (epoch, r) -> { }).perplexity();
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

    /** Random arguments of a forward pass, and the weights of its logits in a loss; they measure the error of float32. */
    record Float32(double[][][] inputs, double[][] state, double[][] weights) {

        /** The number of draws of a test. */
        static final int DRAWS = 150;

        static Float32 draw(Draw draw, Sizes n) {
            return new Float32(
                    Matrix.oneHot(draw.tokens(n.batchSize(), n.numSteps(), n.vocabSize()), n.vocabSize()),
                    draw.matrix(n.batchSize(), n.numHiddens()), draw.matrix(n.numSteps() * n.batchSize(), n.vocabSize()));
        }

        /** Returns the largest error of a step's logits, new state and gradients. Parameters with a single row are biases. */
        double error(ForwardFunction step, List<double[][]> parameters, double[][] logits, double[][] newState,
                List<double[][]> gradients) {
            try (NDManager manager = NDManager.newBaseManager()) {
                NDList arrays = new NDList(parameters.stream().map(rows -> rows.length == 1 ? Draw.array(manager, rows[0])
                        : Draw.array(manager, rows)).toList());
                arrays.forEach(parameter -> parameter.setRequiresGradient(true));
                NDArray weightArray = Draw.array(manager, weights);
                NDArray x = Draw.array(manager, inputs);
                NDList begin = new NDList(Draw.array(manager, state));
                RnnOutput output;
                try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                    output = step.apply(x, begin, arrays);
                    collector.backward(output.logits().mul(weightArray).sum());
                }
                double largest = Math.max(error(output.logits(), Expect.flat(logits)),
                        error(output.state().get(0), Expect.flat(newState)));
                for (int i = 0; i < gradients.size(); i++) {
                    largest = Math.max(largest, error(arrays.get(i).getGradient(), Expect.flat(gradients.get(i))));
                }
                return largest;
            }
        }

        static double error(NDArray actual, double[] expected) {
            double[] values = Expect.values(actual);
            double largest = 0;
            for (int i = 0; i < expected.length; i++) {
                largest = Math.max(largest, Math.abs(values[i] - expected[i]) / Math.max(1, Math.abs(expected[i])));
            }
            return largest;
        }
    }
}
