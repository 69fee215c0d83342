package org.rnnkit.toolkit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.optimizer.Optimizer;
import java.util.concurrent.CompletableFuture;

/** The available updaters: stochastic gradient descent from scratch, and all optimizers of DJL. */
public final class Updaters {

    private Updaters() {}

    /**
     * Makes an updater for minibatch stochastic gradient descent, from scratch: p ← p − η g.
     *
     * @param learningRate the learning rate η; the loss is already a mean, so the gradient is not divided by the batch size
     * @return the updater
     */
    public static Updater sgd(float learningRate) {
        return parameters -> update(parameters, (id, parameter, gradient) -> {
            try (NDArray step = gradient.mul(learningRate)) {
                parameter.subi(step);
            }
        });
    }

    /**
     * Makes an updater from an optimizer of DJL. Don't use the optimizer's own clipping, which only cuts large positive
     * values: clip by norm instead.
     *
     * @param optimizer the optimizer, which may keep arrays of its own for every parameter
     * @return the updater, which needs the same parameters in the same order every time
     */
    public static Updater of(Optimizer optimizer) {
        // An optimizer makes its arrays at the first update. On the caller's thread, the caller's NDScope would
        // close them; scopes are per thread, so another thread is used.
        return parameters -> CompletableFuture.runAsync(() -> update(parameters, optimizer::update)).join();
    }

    private static void update(NDList parameters, Rule rule) {
        for (int i = 0; i < parameters.size(); i++) {
            NDArray parameter = parameters.get(i);
            // The update uses a second handle without a graph: PyTorch does not change a parameter in place on a
            // thread that records gradients, and every thread does except the one that loaded the engine.
            try (NDArray values = parameter.stopGradient(); NDArray gradient = parameter.getGradient()) {
                rule.apply(String.valueOf(i), values, gradient);
                gradient.subi(gradient);
            }
        }
    }

    /** The rule that changes one parameter by its gradient. */
    @FunctionalInterface
    private interface Rule {
        void apply(String id, NDArray parameter, NDArray gradient);
    }
}
