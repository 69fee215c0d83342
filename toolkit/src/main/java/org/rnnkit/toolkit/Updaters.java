package org.rnnkit.toolkit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.optimizer.Optimizer;
import java.util.concurrent.CompletableFuture;

/** The updaters at hand: plain stochastic gradient descent, and whatever DJL has. */
public final class Updaters {

    private Updaters() {}

    /**
     * Minibatch stochastic gradient descent, from scratch: p ← p − η g.
     *
     * @param learningRate η; the loss is already a mean, so the gradient is not divided by the batch size
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
     * Any optimizer of DJL's. Its own clipping cuts single values from above; leave it off and clip by
     * norm instead.
     *
     * @param optimizer the optimizer, which keeps its own record of every parameter
     * @return the updater; give it the same parameters in the same order every time
     */
    public static Updater of(Optimizer optimizer) {
        // An optimizer makes its records at its first update. Made on the caller's thread they would end
        // with the caller's NDScope, if there is one; scopes are per thread.
        return parameters -> CompletableFuture.runAsync(() -> update(parameters, optimizer::update)).join();
    }

    private static void update(NDList parameters, Rule rule) {
        for (int i = 0; i < parameters.size(); i++) {
            NDArray parameter = parameters.get(i);
            // A second handle without a graph: PyTorch refuses to change a parameter itself in place on a
            // thread that records gradients, and that is every thread but the one that loaded the engine.
            try (NDArray values = parameter.stopGradient(); NDArray gradient = parameter.getGradient()) {
                rule.apply(String.valueOf(i), values, gradient);
                gradient.subi(gradient);
            }
        }
    }

    /** How one parameter is changed by its gradient. */
    @FunctionalInterface
    private interface Rule {
        void apply(String id, NDArray parameter, NDArray gradient);
    }
}
