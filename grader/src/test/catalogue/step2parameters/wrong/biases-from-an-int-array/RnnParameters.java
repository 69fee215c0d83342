// slip: The biases are made from a Java int array.
// message: A parameter is made of whole numbers
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
                manager.create(new int[numHiddens]),
                manager.randomNormal(0, 0.01f, new Shape(numHiddens, vocabSize), DataType.FLOAT32),
                manager.create(new int[vocabSize]));
        parameters.forEach(parameter -> parameter.setRequiresGradient(true));
        return parameters;
    }
}
