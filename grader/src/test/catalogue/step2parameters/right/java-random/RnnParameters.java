// style: Draws the weights from java.util.Random in a loop; the engine draws its seed.
package org.rnnkit.step2parameters;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Random;

public final class RnnParameters {

    private RnnParameters() {}

    public static NDList initialize(NDManager manager, int vocabSize, int numHiddens) {
        Random random;
        try (NDArray seed = manager.randomInteger(0, Integer.MAX_VALUE, new Shape(1), DataType.INT64)) {
            random = new Random(seed.getLong(0));
        }
        Shape[] shapes = {
            new Shape(vocabSize, numHiddens), new Shape(numHiddens, numHiddens), new Shape(numHiddens),
            new Shape(numHiddens, vocabSize), new Shape(vocabSize)
        };
        NDList parameters = new NDList();
        for (Shape shape : shapes) {
            float[] values = new float[(int) shape.size()];
            if (shape.dimension() == 2) {
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) (random.nextGaussian() * 0.01);
                }
            }
            NDArray parameter = manager.create(values, shape);
            parameter.setRequiresGradient(true);
            parameters.add(parameter);
        }
        return parameters;
    }
}
