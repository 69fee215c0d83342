// slip: W_hq is a copy of W_xh, transposed.
// message: W_xh and W_hq hold the same numbers
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
        NDArray wXh = weight(manager, vocabSize, numHiddens);
        NDList parameters = new NDList(wXh, weight(manager, numHiddens, numHiddens), manager.zeros(new Shape(numHiddens)),
                wXh.transpose().duplicate(), manager.zeros(new Shape(vocabSize)));
        parameters.forEach(parameter -> parameter.setRequiresGradient(true));
        return parameters;
    }

    private static NDArray weight(NDManager manager, int rows, int columns) {
        return manager.randomNormal(0, 0.01f, new Shape(rows, columns), DataType.FLOAT32);
    }
}
