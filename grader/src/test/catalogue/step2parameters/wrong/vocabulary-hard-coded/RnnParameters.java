// slip: The vocabulary's size is written into the code instead of the argument.
// message: 28 is written into the code: use vocabSize
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
        int vocabulary = 28;
        NDList parameters = new NDList(
                normal(manager, vocabulary, numHiddens),
                normal(manager, numHiddens, numHiddens),
                manager.zeros(new Shape(numHiddens)),
                normal(manager, numHiddens, vocabulary),
                manager.zeros(new Shape(vocabulary)));
        parameters.forEach(parameter -> parameter.setRequiresGradient(true));
        return parameters;
    }

    private static NDArray normal(NDManager manager, int rows, int columns) {
        return manager.randomNormal(0, 0.01f, new Shape(rows, columns), DataType.FLOAT32);
    }
}
