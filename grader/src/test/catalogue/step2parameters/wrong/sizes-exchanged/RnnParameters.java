// slip: vocabSize and numHiddens are exchanged everywhere.
// message: vocabSize and numHiddens are exchanged
// counts: named
package org.rnnkit.step2parameters;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

public final class RnnParameters {

    private RnnParameters() {}

    public static NDList initialize(NDManager manager, int vocabSize, int numHiddens) {
        NDList parameters = new NDList(
                weight(manager, numHiddens, vocabSize),
                weight(manager, vocabSize, vocabSize),
                bias(manager, vocabSize),
                weight(manager, vocabSize, numHiddens),
                bias(manager, numHiddens));
        parameters.forEach(parameter -> parameter.setRequiresGradient(true));
        return parameters;
    }

    private static NDArray weight(NDManager manager, int rows, int columns) {
        return manager.randomNormal(0, 0.01f, new Shape(rows, columns), DataType.FLOAT32);
    }

    private static NDArray bias(NDManager manager, int size) {
        return manager.zeros(new Shape(size));
    }
}
