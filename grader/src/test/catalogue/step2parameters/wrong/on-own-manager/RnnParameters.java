// slip: The arrays are made on a manager of its own that nobody closes, not on the one given.
// message: W_xh does not belong to the manager given: create it with that manager
// counts: named
// results: right
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
        NDManager own = NDManager.newBaseManager(manager.getDevice());
        return own.randomNormal(0, 0.01f, new Shape(rows, columns), DataType.FLOAT32);
    }
}
