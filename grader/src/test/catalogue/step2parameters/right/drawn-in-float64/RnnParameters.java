// style: Plain loops fill Java arrays with numbers drawn in float64, one matrix after the other.
package org.rnnkit.step2parameters;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.concurrent.ThreadLocalRandom;

public final class RnnParameters {

    private RnnParameters() {}

    public static NDList initialize(NDManager manager, int vocabSize, int numHiddens) {
        int[][] sizes = {{vocabSize, numHiddens}, {numHiddens, numHiddens}, {numHiddens}, {numHiddens, vocabSize}, {vocabSize}};
        NDList parameters = new NDList();
        for (int[] size : sizes) {
            NDArray parameter = size.length == 1 ? manager.zeros(new Shape(size[0])) : matrix(manager, size[0], size[1]);
            parameter.setRequiresGradient(true);
            parameters.add(parameter);
        }
        return parameters;
    }

    private static NDArray matrix(NDManager manager, int rows, int columns) {
        double[] values = new double[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = ThreadLocalRandom.current().nextGaussian() / 100;
        }
        try (NDArray drawn = manager.create(values, new Shape(rows, columns))) {
            return drawn.toType(DataType.FLOAT32, true);
        }
    }
}
