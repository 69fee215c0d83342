// style: All weights come from one draw, copied out of it.
package org.rnnkit.step2parameters;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

public final class RnnParameters {

    private RnnParameters() {}

    public static NDList initialize(NDManager manager, int vocabSize, int numHiddens) {
        long xh = (long) vocabSize * numHiddens;
        long hh = (long) numHiddens * numHiddens;
        NDArray all = manager.randomNormal(0, 0.01f, new Shape(2 * xh + hh), DataType.FLOAT32);
        NDList parameters = new NDList(
                all.get(new NDIndex("0:" + xh)).reshape(vocabSize, numHiddens).duplicate(),
                all.get(new NDIndex(xh + ":" + (xh + hh))).reshape(numHiddens, numHiddens).duplicate(),
                manager.zeros(new Shape(numHiddens)),
                all.get(new NDIndex((xh + hh) + ":")).reshape(numHiddens, vocabSize).duplicate(),
                manager.zeros(new Shape(vocabSize)));
        all.close();
        parameters.forEach(parameter -> parameter.setRequiresGradient(true));
        return parameters;
    }
}
