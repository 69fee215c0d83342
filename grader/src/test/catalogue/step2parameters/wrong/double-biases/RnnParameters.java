// slip: The biases are made from Java doubles.
// message: b_h has data type float64
// counts: symptom
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
                weight(manager, vocabSize, numHiddens),
                weight(manager, numHiddens, numHiddens),
                bias(manager, numHiddens),
                weight(manager, numHiddens, vocabSize),
                bias(manager, vocabSize));
        parameters.forEach(parameter -> parameter.setRequiresGradient(true));
        return parameters;
    }

    private static NDArray weight(NDManager manager, int rows, int columns) {
        return manager.randomNormal(0, 0.01f, new Shape(rows, columns), DataType.FLOAT32);
    }

    private static NDArray bias(NDManager manager, int size) {
        return manager.create(new double[size]);
    }
}
