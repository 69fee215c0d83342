// slip: The arrays of the first call with these sizes are kept in a map.
// message: a second call returned the arrays of the first one again
// counts: named
package org.rnnkit.step2parameters;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.Map;

public final class RnnParameters {

    private static final Map<String, NDList> MADE = new HashMap<>();

    private RnnParameters() {}

    public static NDList initialize(NDManager manager, int vocabSize, int numHiddens) {
        String key = vocabSize + " " + numHiddens;
        if (!MADE.containsKey(key) || MADE.get(key).get(0).isReleased()) {
            NDList parameters = new NDList(
                    weight(manager, vocabSize, numHiddens),
                    weight(manager, numHiddens, numHiddens),
                    bias(manager, numHiddens),
                    weight(manager, numHiddens, vocabSize),
                    bias(manager, vocabSize));
            parameters.forEach(parameter -> parameter.setRequiresGradient(true));
            MADE.put(key, parameters);
        }
        return MADE.get(key);
    }

    private static NDArray weight(NDManager manager, int rows, int columns) {
        return manager.randomNormal(0, 0.01f, new Shape(rows, columns), DataType.FLOAT32);
    }

    private static NDArray bias(NDManager manager, int size) {
        return manager.zeros(new Shape(size));
    }
}
