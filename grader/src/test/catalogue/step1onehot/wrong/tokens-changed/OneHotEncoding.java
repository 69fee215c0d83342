// slip: The tokens given are overwritten by places in the flat array.
// message: encode changed the array of tokens: work on new arrays and leave it as it is
// counts: named
// results: right
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        long batchSize = tokens.getShape().get(0);
        long numSteps = tokens.getShape().get(1);
        for (long row = 0; row < batchSize; row++) {
            for (long t = 0; t < numSteps; t++) {
                NDIndex at = new NDIndex(row, t);
                NDArray place = tokens.get(at).add((t * batchSize + row) * vocabSize);
                tokens.set(at, place);
            }
        }
        float[] values = new float[(int) (batchSize * numSteps * vocabSize)];
        for (long place : tokens.toType(DataType.INT64, false).toLongArray()) {
            values[(int) place] = 1;
        }
        return tokens.getManager().create(values, new Shape(numSteps, batchSize, vocabSize));
    }
}
