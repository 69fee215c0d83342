// slip: The list is believed to have five places because its capacity is five.
// message: The list is empty
// counts: symptom
package org.rnnkit.step2parameters;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

public final class RnnParameters {

    private RnnParameters() {}

    public static NDList initialize(NDManager manager, int vocabSize, int numHiddens) {
        NDList parameters = new NDList(5);
        parameters.set(0, manager.randomNormal(0, 0.01f, new Shape(vocabSize, numHiddens), DataType.FLOAT32));
        return parameters;
    }
}
