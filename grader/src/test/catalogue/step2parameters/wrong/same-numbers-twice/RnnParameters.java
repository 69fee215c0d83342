// slip: The random numbers begin anew for each matrix, so that all hold the same numbers.
// message: the generator gets its seed inside initialize
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
                normal(manager, vocabSize, numHiddens),
                normal(manager, numHiddens, numHiddens),
                manager.zeros(new Shape(numHiddens)),
                normal(manager, numHiddens, vocabSize),
                manager.zeros(new Shape(vocabSize)));
        parameters.forEach(parameter -> parameter.setRequiresGradient(true));
        return parameters;
    }

    private static NDArray normal(NDManager manager, int rows, int columns) {
        Random random = new Random(42);
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (0.01 * random.nextGaussian());
        }
        return manager.create(values, new Shape(rows, columns));
    }
}
