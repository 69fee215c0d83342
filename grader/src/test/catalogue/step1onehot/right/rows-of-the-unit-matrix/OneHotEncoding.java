// style: Looks each token's row up in the unit matrix.
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        NDManager manager = tokens.getManager();
        NDArray unit = manager.eye(vocabSize);
        NDArray indices = tokens.transpose().toType(DataType.INT64, false);
        Shape shape = new Shape(tokens.getShape().get(1), tokens.getShape().get(0), vocabSize);
        return unit.get(indices.flatten()).reshape(shape);
    }
}
