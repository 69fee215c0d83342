package org.rnnkit.learner.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rnnkit.learner.worker.MemoryWorker.Expectation;
import org.rnnkit.learner.worker.RecurrentCell.BuiltInGru;
import org.rnnkit.learner.worker.RecurrentCell.Influence;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.oracle.CrossEntropy;
import org.rnnkit.testkit.oracle.Gru;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.RnnOutput;
import org.rnnkit.toolkit.SavedModel;

/** Tests of recurrent networks: what each character counts in them, saved ones, and the one for students without step 13. */
class RecurrentCellTest {

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
    void theInfluenceAgreesWithFiniteDifferences() {
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
    void theInfluenceFallsLikeThePowersOfTheWeightFromStateToState() {
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
    void measuringLeavesNothingOnTheManagerAndNoGradientsOnTheParameters() {
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

    private static SavedModel saved(NDList parameters) {
        return new SavedModel(parameters, CharacterVocabulary.of("aab"), 6, 2, 1, "test");
    }

    @Test
    void refusesModelsOfAnotherKind() {
        try (NDManager manager = NDManager.newBaseManager()) {
            assertThat(RecurrentCell.parameters(saved(new NDList(manager.ones(new Shape(1)))))).isEmpty();
        }
    }

    @Test
    void theGruOfTheEngineIsAGatedNetworkWithTheResetGateAfterTheProduct() {
        Draw draw = new Draw("built-in gru");
        List<double[][]> p = Gru.draw(draw, VOCAB_SIZE, HIDDENS);
        int[][] tokens = draw.tokens(2, 4, VOCAB_SIZE);
        double[][] state = draw.matrix(2, HIDDENS);
        double[][] expected = Gru.logits(Gru.Slip.RESET_AFTER, Matrix.oneHot(tokens, VOCAB_SIZE), state, p);
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray inputs = NDArrays.stack(new NDList(Arrays.stream(Matrix.oneHot(tokens, VOCAB_SIZE))
                    .map(rows -> Draw.array(manager, rows)).toList()));
            RnnOutput output = BuiltInGru.forward(inputs, new NDList(Draw.array(manager, state)), engineOrder(manager, p));
            assertThat(output.logits().getShape()).isEqualTo(new Shape(4 * 2, VOCAB_SIZE));
            assertThat(output.state().singletonOrThrow().getShape()).isEqualTo(new Shape(2, HIDDENS));
            float[] logits = output.logits().toFloatArray();
            for (int i = 0; i < logits.length; i++) {
                assertThat(logits[i]).isCloseTo((float) expected[i / VOCAB_SIZE][i % VOCAB_SIZE], within(1e-4f));
            }
        }
    }

    /** The engine wants transposed weights, and the reset gate first. */
    private static NDList engineOrder(NDManager manager, List<double[][]> p) {
        int[] gates = {3, 0, 6};
        NDList inputs = new NDList();
        NDList states = new NDList();
        NDList biases = new NDList();
        for (int gate : gates) {
            inputs.add(Draw.array(manager, Matrix.transpose(p.get(gate))));
            states.add(Draw.array(manager, Matrix.transpose(p.get(gate + 1))));
            biases.add(Draw.array(manager, p.get(gate + 2)[0]));
        }
        return new NDList(NDArrays.concat(inputs), NDArrays.concat(states), NDArrays.concat(biases),
                manager.zeros(new Shape(3L * HIDDENS)), Draw.array(manager, p.get(9)), Draw.array(manager, p.get(10)[0]));
    }

    /** With weights near zero every gate is at one half, and the state adds nothing to the candidate. */
    @Test
    void theGruOfTheEngineHalvesTheWeightWithEachCharacterBeforeTraining() {
        try (NDManager manager = NDManager.newBaseManager()) {
            RecurrentCell cell = RecurrentCell.gru(null);
            NDList parameters = cell.initializer().initialize(manager, VOCAB_SIZE, HIDDENS);
            double[] weights = new Influence(cell.forward(), parameters, HIDDENS, VOCABULARY)
                    .measure(new int[] {1, 2, 1, 2, 2, 1, 1}, manager).get(6).weights();
            for (int t = 1; t < weights.length; t++) {
                assertThat(weights[t - 1] / weights[t]).isBetween(0.4, 0.6);
            }
        }
    }
}
