// slip: Random.nextFloat is uniform on [0, 1]; nextGaussian is normal.
// message: the distribution is uniform on [0, 0.01]
// counts: named
package org.rnnkit.step2parameters;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Random;

public final class RnnParameters {

    private RnnParameters() {}

    public static NDList initialize(NDManager manager, int vocabSize, int numHiddens) {
        NDList parameters = new NDList(
                weight(manager, vocabSize, numHiddens),
                weight(manager, numHiddens, numHiddens),
                bias(manager, numHiddens),
                weight(manager, numHiddens, vocabSize),
                bias(manager, vocabSize));
        parameters.forEach(parameter -> parameter.setRequiresGradient(true));
        return parameters;
    }

    private static NDArray weight(NDManager manager, int rows, int columns) {
        Random random = new Random();
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() * 0.01f;
        }
        return manager.create(values, new Shape(rows, columns));
    }

    private static NDArray bias(NDManager manager, int size) {
        return manager.zeros(new Shape(size));
    }
}
