// style: Standard normal times 0.01; what is on the way stays on the manager.
package org.rnnkit.step2parameters;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

public final class RnnParameters {

    private RnnParameters() {}

    public static NDList initialize(NDManager manager, int vocabSize, int numHiddens) {
        NDArray wXh = manager.randomNormal(new Shape(vocabSize, numHiddens)).mul(0.01f);
        NDArray wHh = manager.randomNormal(new Shape(numHiddens, numHiddens)).mul(0.01f);
        NDArray bH = manager.zeros(new Shape(numHiddens));
        NDArray wHq = manager.randomNormal(new Shape(numHiddens, vocabSize)).mul(0.01f);
        NDArray bQ = manager.zeros(new Shape(vocabSize));
        NDList list = new NDList(wXh, wHh, bH, wHq, bQ);
        for (NDArray array : list) {
            array.setRequiresGradient(true);
        }
        return list;
    }
}
