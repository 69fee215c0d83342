package org.rnnkit.toolkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests that the model of DJL's blocks does what {@link LanguageModel} requires. */
class ConciseRnnModelTest {

    private static final int VOCAB_SIZE = 7;
    private static final int NUM_HIDDENS = 5;
    private static final int[][] TOKENS = {{0, 6, 2, 2}, {1, 3, 5, 4}, {6, 0, 1, 3}};
    private static final int BATCH_SIZE = TOKENS.length;
    private static final int NUM_STEPS = TOKENS[0].length;

    private final NDManager manager = NDManager.newBaseManager();
    private final ConciseRnnModel net = new ConciseRnnModel(manager, VOCAB_SIZE, NUM_HIDDENS);

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void returnsTimeMajorLogitsAndTheLastState() {
        RnnOutput whole = net.forward(tokens(0, NUM_STEPS), net.beginState(manager, BATCH_SIZE));

        assertThat(whole.logits().getShape()).isEqualTo(new Shape(NUM_STEPS * BATCH_SIZE, VOCAB_SIZE));
        NDList state = net.beginState(manager, BATCH_SIZE);
        for (int step = 0; step < NUM_STEPS; step++) {
            RnnOutput one = net.forward(tokens(step, step + 1), state);
            state = one.state();
            assertClose(whole.logits().get(step * BATCH_SIZE + ":" + (step + 1) * BATCH_SIZE), one.logits());
        }
        assertThat(whole.state()).hasSize(1);
        assertClose(whole.state().get(0), state.get(0));
    }

    @Test
    void makesAZeroStateOnTheGivenManager() {
        try (NDManager other = manager.newSubManager()) {
            NDArray state = net.beginState(other, BATCH_SIZE).singletonOrThrow();

            assertThat(state.getManager()).isSameAs(other);
            assertThat(state.getDataType()).isEqualTo(DataType.FLOAT32);
            assertThat(state.toFloatArray()).hasSize(BATCH_SIZE * NUM_HIDDENS).containsOnly(0);
        }
    }

    @Test
    void doesNotChangeTheGivenState() {
        NDList state = net.forward(tokens(0, 2), net.beginState(manager, BATCH_SIZE)).state();
        float[] before = state.get(0).toFloatArray();
        net.forward(tokens(2, 4), state);

        assertThat(state.get(0).toFloatArray()).isEqualTo(before);
    }

    @Test
    void returnsTheSameParametersEveryTime() {
        NDList parameters = net.parameters();

        assertThat(parameters).hasSize(6).allMatch(NDArray::hasGradient);
        for (int i = 0; i < parameters.size(); i++) {
            assertThat(net.parameters().get(i)).isSameAs(parameters.get(i));
        }
        assertThat(parameters.stream().mapToLong(NDArray::size).sum())
                .isEqualTo((VOCAB_SIZE + NUM_HIDDENS + 2) * NUM_HIDDENS + (NUM_HIDDENS + 1) * VOCAB_SIZE);
    }

    @Test
    void everyParameterGetsAGradient() {
        try (NDManager scoped = manager.newSubManager()) {
            NDArray tokens = scoped.create(TOKENS);
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray logits = net.forward(tokens, net.beginState(scoped, BATCH_SIZE)).logits();
                collector.backward(Loss.softmaxCrossEntropyLoss()
                        .evaluate(new NDList(tokens.transpose().flatten()), new NDList(logits)));
            }
        }
        for (NDArray parameter : net.parameters()) {
            float[] gradient = parameter.getGradient().toFloatArray();
            assertThat(Arrays.equals(gradient, new float[gradient.length])).as("zero gradient").isFalse();
        }
    }

    @Test
    void leavesNothingOnTheManagerOfTheParameters() {
        int before = manager.getManagedArrays().size();
        try (NDManager scoped = manager.newSubManager()) {
            net.forward(scoped.create(TOKENS), net.beginState(scoped, BATCH_SIZE));
        }

        assertThat(manager.getManagedArrays()).hasSize(before);
    }

    private NDArray tokens(int from, int to) {
        return manager.create(Arrays.stream(TOKENS).map(row -> Arrays.copyOfRange(row, from, to))
                .toArray(int[][]::new));
    }

    private static void assertClose(NDArray actual, NDArray expected) {
        assertThat(actual.getShape()).isEqualTo(expected.getShape());
        assertThat(actual.toFloatArray()).containsExactly(expected.toFloatArray(), within(1e-5f));
    }
}
