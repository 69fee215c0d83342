// slip: Gradients are attached while a collector is open, and the weights scaled afterwards.
// message: Call it on the finished array
// counts: named
package org.rnnkit.step2parameters;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;

public final class RnnParameters {

    private RnnParameters() {}

    public static NDList initialize(NDManager manager, int vocabSize, int numHiddens) {
        NDList parameters = new NDList(
                weight(manager, vocabSize, numHiddens),
                weight(manager, numHiddens, numHiddens),
                bias(manager, numHiddens),
                weight(manager, numHiddens, vocabSize),
                bias(manager, vocabSize));
        for (int i : new int[] {2, 4}) {
            parameters.get(i).setRequiresGradient(true);
        }
        return parameters;
    }

    private static NDArray weight(NDManager manager, int rows, int columns) {
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray drawn = manager.randomNormal(0, 1, new Shape(rows, columns), DataType.FLOAT32);
            drawn.setRequiresGradient(true);
            collector.zeroGradients();
            return drawn.mul(manager.create(0.01f));
        }
    }

    private static NDArray bias(NDManager manager, int size) {
        return manager.zeros(new Shape(size));
    }
}
