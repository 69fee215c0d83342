// slip: The weights have a standard deviation of 1, a hundred times too much.
// message: the deviation is 1: 0.01 is not given to randomNormal
// counts: named
package org.rnnkit.step2parameters;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

public final class RnnParameters {

    private RnnParameters() {}

    public static NDList initialize(NDManager manager, int vocabSize, int numHiddens) {
        NDList parameters = new NDList(
                manager.randomNormal(new Shape(vocabSize, numHiddens)),
                manager.randomNormal(new Shape(numHiddens, numHiddens)),
                manager.zeros(new Shape(numHiddens)),
                manager.randomNormal(new Shape(numHiddens, vocabSize)),
                manager.zeros(new Shape(vocabSize)));
        parameters.forEach(parameter -> parameter.setRequiresGradient(true));
        return parameters;
    }
}
