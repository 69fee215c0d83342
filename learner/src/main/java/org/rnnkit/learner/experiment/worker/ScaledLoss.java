package org.rnnkit.learner.experiment.worker;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.loss.Loss;

/** A loss times a constant, and so its gradients. */
final class ScaledLoss extends Loss {

    private final Loss loss;
    private final float scale;

    ScaledLoss(Loss loss, float scale) {
        super(loss.getName() + " times " + scale);
        this.loss = loss;
        this.scale = scale;
    }

    @Override
    public NDArray evaluate(NDList labels, NDList predictions) {
        // A constant of an array's: one of Java's is not safe where gradients are collected.
        return loss.evaluate(labels, predictions).mul(labels.head().getManager().create(scale));
    }
}
