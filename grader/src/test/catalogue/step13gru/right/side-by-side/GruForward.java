// style: X meets the three weights at once, H those of both gates.
package org.rnnkit.step13gru;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
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
        int n = (int) parameters.get(1).getShape().get(0);
        NDArray wX = NDArrays.concat(new NDList(parameters.get(0), parameters.get(3), parameters.get(6)), 1);
        NDArray wH = NDArrays.concat(new NDList(parameters.get(1), parameters.get(4)), 1);
        NDArray b = NDArrays.concat(new NDList(parameters.get(2), parameters.get(5), parameters.get(8)));
        NDArray h = state.get(0);
        NDList outputs = new NDList();
        for (long t = 0; t < inputs.getShape().get(0); t++) {
            NDArray fromX = inputs.get(t).matMul(wX).add(b);
            NDArray gates = Activation.sigmoid(fromX.get(":, 0:" + 2 * n).add(h.matMul(wH)));
            NDArray z = gates.get(":, 0:" + n);
            NDArray r = gates.get(":, " + n + ":");
            NDArray c = fromX.get(":, " + 2 * n + ":").add(r.mul(h).matMul(parameters.get(7))).tanh();
            h = c.add(z.mul(h.sub(c)));
            outputs.add(h.matMul(parameters.get(9)).add(parameters.get(10)));
        }
        NDArray logits = outputs.size() == 1 ? outputs.get(0) : NDArrays.concat(outputs);
        return new RnnOutput(logits, new NDList(h));
    }
}
