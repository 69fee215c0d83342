// slip: Uniform between ±1/√numHiddens, as PyTorch begins.
// message: an initialiser with a rule of its own is used
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
                weight(manager, vocabSize, numHiddens),
                weight(manager, numHiddens, numHiddens),
                bias(manager, numHiddens),
                weight(manager, numHiddens, vocabSize),
                bias(manager, vocabSize));
        parameters.forEach(parameter -> parameter.setRequiresGradient(true));
        return parameters;
    }

    private static NDArray weight(NDManager manager, int rows, int columns) {
        float bound = (float) (1 / Math.sqrt(rows));
        return manager.randomUniform(-bound, bound, new Shape(rows, columns));
    }

    private static NDArray bias(NDManager manager, int size) {
        return manager.zeros(new Shape(size));
    }
}
