// style: Scales in place, device named, gradients attached one by one in a helper.
package org.rnnkit.step2parameters;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

public final class RnnParameters {

    private RnnParameters() {}

    public static NDList initialize(NDManager manager, int vocabSize, int numHiddens) {
        NDList parameters = new NDList(5);
        parameters.add(weight(manager, vocabSize, numHiddens));
        parameters.add(weight(manager, numHiddens, numHiddens));
        parameters.add(bias(manager, numHiddens));
        parameters.add(weight(manager, numHiddens, vocabSize));
        parameters.add(bias(manager, vocabSize));
        return parameters;
    }

    private static NDArray weight(NDManager manager, int rows, int columns) {
        NDArray weight = manager.randomNormal(0f, 1f, new Shape(rows, columns), DataType.FLOAT32,
                manager.getDevice()).muli(0.01f);
        weight.setRequiresGradient(true);
        return weight;
    }

    private static NDArray bias(NDManager manager, int size) {
        NDArray bias = manager.create(new float[size]);
        bias.setRequiresGradient(true);
        return bias;
    }
}
