// slip: The arrays are made on a sub-manager that is closed before they are returned.
// message: is closed already when it comes back
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
        try (NDManager scoped = manager.newSubManager()) {
            NDList parameters = new NDList(
                    normal(scoped, vocabSize, numHiddens),
                    normal(scoped, numHiddens, numHiddens),
                    scoped.zeros(new Shape(numHiddens)),
                    normal(scoped, numHiddens, vocabSize),
                    scoped.zeros(new Shape(vocabSize)));
            parameters.forEach(parameter -> parameter.setRequiresGradient(true));
            return parameters;
        }
    }

    private static NDArray normal(NDManager manager, int rows, int columns) {
        return manager.randomNormal(0, 0.01f, new Shape(rows, columns), DataType.FLOAT32);
    }
}
