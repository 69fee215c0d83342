// slip: 1 - Z is made with a Java number.
// message: combines an array with a Java number
// counts: named
// results: right
package org.rnnkit.step13gru;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.List;
import org.rnnkit.toolkit.RnnOutput;

public final class GruForward {

    private GruForward() {}

    public static NDList initialize(NDManager manager, int vocabSize, int numHiddens) {
        NDList parameters = new NDList();
        for (int part = 0; part < 3; part++) {
            parameters.add(normal(manager, vocabSize, numHiddens));
            parameters.add(normal(manager, numHiddens, numHiddens));
            parameters.add(manager.zeros(new Shape(numHiddens)));
        }
        parameters.add(normal(manager, numHiddens, vocabSize));
        parameters.add(manager.zeros(new Shape(vocabSize)));
        parameters.forEach(parameter -> parameter.setRequiresGradient(true));
        return parameters;
    }

    private static NDArray normal(NDManager manager, int rows, int columns) {
        return manager.randomNormal(0, 0.01f, new Shape(rows, columns), DataType.FLOAT32);
    }

    public static RnnOutput forward(NDArray inputs, NDList state, NDList parameters) {
        NDArray h = state.get(0);
        NDList hiddenStates = new NDList();
        for (long t = 0; t < inputs.getShape().get(0); t++) {
            NDArray x = inputs.get(t);
            NDArray z = Activation.sigmoid(sum(x, h, parameters.subList(0, 3)));
            NDArray r = Activation.sigmoid(sum(x, h, parameters.subList(3, 6)));
            NDArray c = sum(x, r.mul(h), parameters.subList(6, 9)).tanh();
            h = z.mul(h).add(z.neg().add(1).mul(c));
            hiddenStates.add(h);
        }
        NDArray wHq = parameters.get(9);
        NDArray logits = NDArrays.stack(hiddenStates).reshape(-1, wHq.getShape().get(0)).matMul(wHq).add(parameters.get(10));
        return new RnnOutput(logits, new NDList(h));
    }

    private static NDArray sum(NDArray x, NDArray h, List<NDArray> weights) {
        return x.matMul(weights.get(0)).add(h.matMul(weights.get(1))).add(weights.get(2));
    }
}
