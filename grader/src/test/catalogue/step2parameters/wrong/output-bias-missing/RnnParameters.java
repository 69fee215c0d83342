// slip: b_q is missing: there are four arrays instead of five.
// message: b_q is left out
// counts: named
package org.rnnkit.step2parameters;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

public final class RnnParameters {

    private RnnParameters() {}

    public static NDList initialize(NDManager manager, int vocabSize, int numHiddens) {
        NDList parameters = new NDList(
                manager.randomNormal(0, 0.01f, new Shape(vocabSize, numHiddens), DataType.FLOAT32),
                manager.randomNormal(0, 0.01f, new Shape(numHiddens, numHiddens), DataType.FLOAT32),
                manager.zeros(new Shape(numHiddens)),
                manager.randomNormal(0, 0.01f, new Shape(numHiddens, vocabSize), DataType.FLOAT32));
        parameters.forEach(parameter -> parameter.setRequiresGradient(true));
        return parameters;
    }
}
