// slip: The three weights come first and then the two biases; the order is W_xh, W_hh, b_h, W_hq, b_q.
// message: the order is W_xh, W_hh, W_hq, b_h, b_q
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
                normal(manager, numHiddens, vocabSize),
                manager.zeros(new Shape(numHiddens)),
                manager.zeros(new Shape(vocabSize)));
        parameters.forEach(parameter -> parameter.setRequiresGradient(true));
        return parameters;
    }

    private static NDArray normal(NDManager manager, int rows, int columns) {
        return manager.randomNormal(0, 0.01f, new Shape(rows, columns), DataType.FLOAT32);
    }
}
