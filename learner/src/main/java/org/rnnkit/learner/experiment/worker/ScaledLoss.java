package org.rnnkit.learner.experiment.worker;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.loss.Loss;

/** A loss multiplied by a constant, which multiplies its gradients, too. */
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
        // The constant is an array: operations with a Java number are unsafe inside a gradient collector.
        return loss.evaluate(labels, predictions).mul(labels.head().getManager().create(scale));
    }
}
