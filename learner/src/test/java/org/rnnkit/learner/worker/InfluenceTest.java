package org.rnnkit.learner.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rnnkit.learner.worker.MemoryWorker.Expectation;
import org.rnnkit.learner.worker.RecurrentCell.Influence;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.oracle.CrossEntropy;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;
import org.rnnkit.toolkit.CharacterVocabulary;

/** Tests of the measured influence of each character. */
class InfluenceTest {

    private static final Vocabulary VOCABULARY = CharacterVocabulary.of("aaabbc");
    private static final int VOCAB_SIZE = 4;
    private static final int HIDDENS = 5;
    private static final int[] TOKENS = {1, 3, 2, 1, 1, 2, 3};

    private static List<Expectation> measure(Parameters p) {
        try (NDManager manager = NDManager.newBaseManager()) {
            return new Influence(RecurrentCell.RNN.forward(), p.arrays(manager), p.bH().length, VOCABULARY)
                    .measure(TOKENS, manager);
        }
    }

    private static double[] logProbabilities(double[][][] inputs, Parameters p) {
        double[][] logits = Rnn.logits(inputs, new double[1][p.bH().length], p);
        return Arrays.stream(CrossEntropy.softmax(logits[logits.length - 1])).map(Math::log).toArray();
    }

    @Test
    void agreesWithFiniteDifferences() {
        Parameters p = Parameters.draw(new Draw("influence"), VOCAB_SIZE, HIDDENS);
        List<Expectation> measured = measure(p);
        assertThat(measured).hasSameSizeAs(TOKENS);
        for (int place = 0; place < TOKENS.length; place++) {
            int[] read = Arrays.copyOf(TOKENS, place + 1);
            double[] logs = logProbabilities(Matrix.oneHot(new int[][] {read}, VOCAB_SIZE), p);
            int best = IntStream.range(0, VOCAB_SIZE).reduce((a, b) -> logs[b] > logs[a] ? b : a).orElseThrow();
            assertThat(measured.get(place).expected()).isEqualTo(VOCABULARY.getToken(best));
            assertThat(measured.get(place).probability()).isCloseTo(Math.exp(logs[best]), within(1e-5));
            for (int t = 0; t <= place; t++) {
                double squares = 0;
                for (int v = 0; v < VOCAB_SIZE; v++) {
                    squares += Math.pow(slope(read, t, v, best, p), 2);
                }
                assertThat(measured.get(place).weights()[t]).as("weight of %d at %d", t, place)
                        .isCloseTo(Math.sqrt(squares), within(2e-4 * Math.max(1, Math.sqrt(squares))));
            }
        }
    }

    private static double slope(int[] read, int t, int v, int best, Parameters p) {
        double step = 1e-5;
        double[][][] more = Matrix.oneHot(new int[][] {read}, VOCAB_SIZE);
        double[][][] less = Matrix.oneHot(new int[][] {read}, VOCAB_SIZE);
        more[t][0][v] += step;
        less[t][0][v] -= step;
        return (logProbabilities(more, p)[best] - logProbabilities(less, p)[best]) / (2 * step);
    }

    /** With small inputs tanh is nearly the identity, so each step back multiplies the gradient by the weight a. */
    @Test
    void fallsLikeThePowersOfTheWeightFromStateToState() {
        double a = 0.7;
        Parameters drawn = Parameters.draw(new Draw("powers"), VOCAB_SIZE, HIDDENS);
        double[][] diagonal = new double[HIDDENS][HIDDENS];
        IntStream.range(0, HIDDENS).forEach(i -> diagonal[i][i] = a);
        Parameters p = new Parameters(Matrix.map(drawn.wXh(), x -> 1e-3 * x), diagonal, new double[HIDDENS], drawn.wHq(),
                new double[VOCAB_SIZE]);
        Expectation last = measure(p).get(TOKENS.length - 1);
        for (int back = 1; back < TOKENS.length; back++) {
            assertThat(last.weights()[TOKENS.length - 1 - back] / last.weights()[TOKENS.length - 1])
                    .isCloseTo(Math.pow(a, back), within(1e-3));
        }
    }

    @Test
    void leavesNothingOnTheManagerAndNoGradientsOnTheParameters() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDList parameters = Parameters.draw(new Draw("left"), VOCAB_SIZE, HIDDENS).arrays(manager);
            parameters.forEach(parameter -> parameter.setRequiresGradient(true));
            Influence influence = new Influence(RecurrentCell.RNN.forward(), parameters, HIDDENS, VOCABULARY);
            int before = manager.getManagedArrays().size();
            for (int i = 0; i < 3; i++) {
                influence.measure(TOKENS, manager);
            }
            assertThat(manager.getManagedArrays()).hasSize(before);
            for (NDArray parameter : parameters) {
                assertThat(parameter.getGradient().abs().sum().getFloat()).isZero();
            }
        }
    }

    @Test
    void measuresNothingIfTheTrainingDiverged() {
        Parameters p = Parameters.draw(new Draw("diverged"), VOCAB_SIZE, HIDDENS);
        p.wHq()[0][0] = Double.POSITIVE_INFINITY;
        assertThat(measure(p)).isEmpty();
    }
}
