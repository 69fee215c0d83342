// slip: The number of hidden units is written into the code instead of the argument.
// message: 512 is written into the code: use numHiddens
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
        int hiddens = 512;
        NDList parameters = new NDList(
                normal(manager, vocabSize, hiddens),
                normal(manager, hiddens, hiddens),
                manager.zeros(new Shape(hiddens)),
                normal(manager, hiddens, vocabSize),
                manager.zeros(new Shape(vocabSize)));
        parameters.forEach(parameter -> parameter.setRequiresGradient(true));
        return parameters;
    }

    private static NDArray normal(NDManager manager, int rows, int columns) {
        return manager.randomNormal(0, 0.01f, new Shape(rows, columns), DataType.FLOAT32);
    }
}
