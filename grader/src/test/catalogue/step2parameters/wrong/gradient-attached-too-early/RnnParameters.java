// slip: Scaling after attaching the gradient gives results of an operation, not parameters.
// message: was called on another array, from which this one is computed
// counts: named
package org.rnnkit.step2parameters;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

public final class RnnParameters {

    private RnnParameters() {}

    public static NDList initialize(NDManager manager, int vocabSize, int numHiddens) {
        NDList parameters = new NDList(
                normal(manager, vocabSize, numHiddens),
                normal(manager, numHiddens, numHiddens),
                manager.zeros(new Shape(numHiddens)),
                normal(manager, numHiddens, vocabSize),
                manager.zeros(new Shape(vocabSize)));
        parameters.get(2).setRequiresGradient(true);
        parameters.get(4).setRequiresGradient(true);
        return parameters;
    }

    private static NDArray normal(NDManager manager, int rows, int columns) {
        NDArray weights = manager.randomNormal(new Shape(rows, columns));
        weights.setRequiresGradient(true);
        return weights.mul(manager.create(0.01f));
    }
}
