package org.rnnkit.toolkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that update two parameters by the gradients of Σ c x, which are the constants c. */
class UpdatersTest {

    private static final float[] GRADIENT = {2, -4, 0.5f};
    private static final float[] OTHER_GRADIENT = {8};
    private static final float RATE = 0.25f;

    private final NDManager manager = NDManager.newBaseManager();
    private NDList parameters;
    private NDList gradients;

    @BeforeEach
    void makeParameters() {
        parameters = new NDList(manager.create(new float[] {1, 2, 3}), manager.create(new float[] {5}));
        gradients = new NDList(manager.create(GRADIENT), manager.create(OTHER_GRADIENT));
        parameters.forEach(parameter -> parameter.setRequiresGradient(true));
    }

    @AfterEach
    void close() {
        manager.close();
    }

    static Stream<Named<Updater>> sgd() {
        return Stream.of(Named.of("from scratch", Updaters.sgd(RATE)), Named.of("DJL's",
                Updaters.of(Optimizer.sgd().setLearningRateTracker(Tracker.fixed(RATE)).build())));
    }

    @ParameterizedTest
    @MethodSource("sgd")
    void sgdSubtractsRateTimesGradientAndZeroesIt(Updater sgd) {
        step(sgd);

        assertParameters(new float[] {0.5f, 3, 2.875f}, new float[] {3});
        assertGradientsAreZero();
    }

    @ParameterizedTest
    @MethodSource("sgd")
    void sgdDoesNotAccumulateGradients(Updater sgd) {
        step(sgd);
        step(sgd);

        assertParameters(new float[] {0, 4, 2.75f}, new float[] {1});
    }

    @ParameterizedTest
    @MethodSource("sgd")
    void sgdWorksOnAnyThread(Updater sgd) throws Exception {
        onAnotherThread(() -> step(sgd));

        assertParameters(new float[] {0.5f, 3, 2.875f}, new float[] {3});
        assertGradientsAreZero();
    }

    @Test
    void adamKeepsItsMomentsAfterTheScopeOfTheCaller() {
        Updater adam = Updaters.of(djlAdam());
        for (int i = 0; i < 3; i++) {
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                step(adam);
            }
        }

        assertAdamAfterThreeSteps();
        assertGradientsAreZero();
    }

    @Test
    void adamKeepsItsMomentsFromThreadToThread() throws Exception {
        Updater adam = Updaters.of(djlAdam());
        step(adam);
        onAnotherThread(() -> step(adam));
        step(adam);

        assertAdamAfterThreeSteps();
    }

    @ParameterizedTest
    @MethodSource("sgd")
    void sgdLeavesNothingOnTheParametersManager(Updater sgd) {
        assertKeepsNoArrayFromStepToStep(sgd);
    }

    @Test
    void adamKeepsNoArraysButItsMoments() {
        assertKeepsNoArrayFromStepToStep(Updaters.of(djlAdam()));
    }

    private void assertKeepsNoArrayFromStepToStep(Updater updater) {
        step(updater);
        int before = manager.getManagedArrays().size();
        step(updater);
        step(updater);

        assertThat(manager.getManagedArrays()).hasSize(before);
    }

    /** Runs one backward pass, whose gradients are the constants, and one update. */
    private void step(Updater updater) {
        try (NDManager scoped = manager.newSubManager()) {
            scoped.tempAttachAll(parameters, gradients);
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                collector.backward(parameters.get(0).mul(gradients.get(0)).sum()
                        .add(parameters.get(1).mul(gradients.get(1)).sum()));
            }
        }
        updater.update(parameters);
    }

    private static Optimizer djlAdam() {
        return Optimizer.adam().optLearningRateTracker(Tracker.fixed(RATE)).build();
    }

    /** If gradients stay the same, each of Adam's steps has the size of the learning rate, against the gradient's sign. */
    private void assertAdamAfterThreeSteps() {
        assertParameters(new float[] {0.25f, 2.75f, 2.25f}, new float[] {4.25f});
    }

    private void assertParameters(float[] first, float[] second) {
        assertThat(parameters.get(0).toFloatArray()).containsExactly(first, within(1e-4f));
        assertThat(parameters.get(1).toFloatArray()).containsExactly(second, within(1e-4f));
    }

    private void assertGradientsAreZero() {
        for (NDArray parameter : parameters) {
            try (NDArray gradient = parameter.getGradient()) {
                assertThat(gradient.toFloatArray()).containsOnly(0);
            }
        }
    }

    private static void onAnotherThread(Runnable work) throws InterruptedException, ExecutionException {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            thread.submit(work).get();
        } finally {
            thread.shutdown();
        }
    }
}
