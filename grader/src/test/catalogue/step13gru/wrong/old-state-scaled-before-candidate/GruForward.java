// slip: H is overwritten by Z ⊙ H before the candidate is computed, so the candidate sees the scaled state.
// message: H becomes Z ⊙ H before the candidate is computed
// counts: named
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
        NDList params = new NDList();
        for (int i = 0; i < 3; i++) {
            params.add(normal(manager, vocabSize, numHiddens));
            params.add(normal(manager, numHiddens, numHiddens));
            params.add(manager.zeros(new Shape(numHiddens)));
        }
        params.add(normal(manager, numHiddens, vocabSize));
        params.add(manager.zeros(new Shape(vocabSize)));
        params.forEach(p -> p.setRequiresGradient(true));
        return params;
    }

    private static NDArray normal(NDManager manager, int rows, int columns) {
        return manager.randomNormal(0, 0.01f, new Shape(rows, columns), DataType.FLOAT32);
    }

    public static RnnOutput forward(NDArray inputs, NDList state, NDList parameters) {
        List<NDArray> pz = parameters.subList(0, 3);
        List<NDArray> pr = parameters.subList(3, 6);
        List<NDArray> pc = parameters.subList(6, 9);
        NDArray h = state.get(0);
        NDList hs = new NDList();
        for (long t = 0; t < inputs.getShape().get(0); t++) {
            NDArray x = inputs.get(t);
            NDArray z = Activation.sigmoid(linear(x, h, pz));
            NDArray r = Activation.sigmoid(linear(x, h, pr));
            NDArray one = z.onesLike();
            h = z.mul(h);
            NDArray c = linear(x, r.mul(h), pc).tanh();
            h = h.add(one.sub(z).mul(c));
            hs.add(h);
        }
        NDArray all = NDArrays.stack(hs).reshape(-1, parameters.get(9).getShape().get(0));
        return new RnnOutput(all.matMul(parameters.get(9)).add(parameters.get(10)), new NDList(h));
    }

    private static NDArray linear(NDArray x, NDArray h, List<NDArray> p) {
        return x.matMul(p.get(0)).add(h.matMul(p.get(1))).add(p.get(2));
    }
}
