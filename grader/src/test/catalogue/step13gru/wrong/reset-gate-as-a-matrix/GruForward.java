// slip: The reset gate is multiplied as a matrix.
// message: The gates are multiplied element by element: r.mul(h)
// counts: named
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
            parameters.add(manager.randomNormal(0, 0.01f, new Shape(vocabSize, numHiddens), DataType.FLOAT32));
            parameters.add(manager.randomNormal(0, 0.01f, new Shape(numHiddens, numHiddens), DataType.FLOAT32));
            parameters.add(manager.zeros(new Shape(numHiddens)));
        }
        parameters.add(manager.randomNormal(0, 0.01f, new Shape(numHiddens, vocabSize), DataType.FLOAT32));
        parameters.add(manager.zeros(new Shape(vocabSize)));
        parameters.forEach(parameter -> parameter.setRequiresGradient(true));
        return parameters;
    }

    public static RnnOutput forward(NDArray inputs, NDList state, NDList parameters) {
        NDArray h = state.get(0);
        NDList hs = new NDList();
        for (long t = 0; t < inputs.getShape().get(0); t++) {
            NDArray x = inputs.get(t);
            NDArray z = Activation.sigmoid(x.matMul(parameters.get(0)).add(h.matMul(parameters.get(1))).add(parameters.get(2)));
            NDArray r = Activation.sigmoid(x.matMul(parameters.get(3)).add(h.matMul(parameters.get(4))).add(parameters.get(5)));
            NDArray c = x.matMul(parameters.get(6)).add(r.matMul(h).matMul(parameters.get(7))).add(parameters.get(8)).tanh();
            h = c.add(z.mul(h.sub(c)));
            hs.add(h);
        }
        NDArray logits = NDArrays.concat(hs).matMul(parameters.get(9)).add(parameters.get(10));
        return new RnnOutput(logits, new NDList(h));
    }
}
