// slip: The parameters are added to a list made by List.of.
// message: This list or map can't be changed
// counts: named
package org.rnnkit.step2parameters;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;

public final class RnnParameters {

    private RnnParameters() {}

    public static NDList initialize(NDManager manager, int vocabSize, int numHiddens) {
        List<NDArray> all = List.of(
                manager.randomNormal(0, 0.01f, new Shape(vocabSize, numHiddens), DataType.FLOAT32),
                manager.randomNormal(0, 0.01f, new Shape(numHiddens, numHiddens), DataType.FLOAT32));
        all.add(manager.zeros(new Shape(numHiddens)));
        return new NDList(all);
    }
}
