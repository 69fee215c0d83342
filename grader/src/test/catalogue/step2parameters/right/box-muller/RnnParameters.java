// style: Normal numbers from the engine's uniform ones, by the method of Box and Muller.
package org.rnnkit.step2parameters;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

public final class RnnParameters {

    private RnnParameters() {}

    public static NDList initialize(NDManager manager, int vocabSize, int numHiddens) {
        NDList parameters = new NDList();
        for (int[] shape : new int[][] {{vocabSize, numHiddens}, {numHiddens, numHiddens}, {numHiddens},
            {numHiddens, vocabSize}, {vocabSize}}) {
            NDArray parameter = shape.length == 1 ? manager.zeros(new Shape(shape[0])) : normal(manager, shape[0], shape[1]);
            parameter.setRequiresGradient(true);
            parameters.add(parameter);
        }
        return parameters;
    }

    private static NDArray normal(NDManager manager, int rows, int columns) {
        float[] values = new float[rows * columns];
        try (NDManager scoped = manager.newSubManager()) {
            float[] first = scoped.randomUniform(0, 1, new Shape(values.length)).toFloatArray();
            float[] second = scoped.randomUniform(0, 1, new Shape(values.length)).toFloatArray();
            for (int i = 0; i < values.length; i++) {
                double radius = Math.sqrt(-2 * Math.log(1 - (double) first[i]));
                values[i] = (float) (0.01 * radius * Math.cos(2 * Math.PI * second[i]));
            }
        }
        return manager.create(values, new Shape(rows, columns));
    }
}
