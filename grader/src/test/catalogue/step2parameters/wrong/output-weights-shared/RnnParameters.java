// slip: W_hq is W_xh's array seen from the other side, not an array of its own.
// message: W_xh and W_hq hold the same numbers: one is made from the other
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
        NDArray wXh = manager.randomNormal(0, 0.01f, new Shape(vocabSize, numHiddens), DataType.FLOAT32);
        NDList parameters = new NDList(
                wXh,
                manager.randomNormal(0, 0.01f, new Shape(numHiddens, numHiddens), DataType.FLOAT32),
                manager.zeros(new Shape(numHiddens)),
                wXh.transpose(),
                manager.zeros(new Shape(vocabSize)));
        parameters.forEach(parameter -> parameter.setRequiresGradient(true));
        return parameters;
    }
}
