// slip: One random row is repeated, so that all rows of a weight matrix are the same.
// message: since all rows are equal
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
                normal(manager, vocabSize, numHiddens),
                normal(manager, numHiddens, numHiddens),
                manager.zeros(new Shape(numHiddens)),
                normal(manager, numHiddens, vocabSize),
                manager.zeros(new Shape(vocabSize)));
        parameters.forEach(parameter -> parameter.setRequiresGradient(true));
        return parameters;
    }

    private static NDArray normal(NDManager manager, int rows, int columns) {
        return manager.randomNormal(0, 0.01f, new Shape(1, columns), DataType.FLOAT32).repeat(0, rows);
    }
}
