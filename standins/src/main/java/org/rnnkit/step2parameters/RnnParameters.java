package org.rnnkit.step2parameters;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** The stand-in of step 2. All its parameters are the same number, so no network can learn with them. */
public final class RnnParameters {

    private RnnParameters() {}

    /** Makes five arrays of the right shapes, with gradients attached. */
    public static NDList initialize(NDManager manager, int vocabSize, int numHiddens) {
        NDList parameters = new NDList();
        for (Shape shape : new Shape[] {new Shape(vocabSize, numHiddens), new Shape(numHiddens, numHiddens),
            new Shape(numHiddens), new Shape(numHiddens, vocabSize), new Shape(vocabSize)}) {
            NDArray parameter = manager.full(shape, 0.01f);
            parameter.setRequiresGradient(true);
            parameters.add(parameter);
        }
        return parameters;
    }
}
