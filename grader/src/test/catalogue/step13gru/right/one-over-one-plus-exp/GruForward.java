// style: The sigmoid is written out, 1 / (1 + exp(-a)), and new parameters come from one loop over their shapes.
package org.rnnkit.step13gru;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.rnnkit.toolkit.RnnOutput;

public final class GruForward {

    private GruForward() {}

    public static NDList initialize(NDManager manager, int vocabSize, int numHiddens) {
        NDList parameters = new NDList();
        Shape x = new Shape(vocabSize, numHiddens);
        Shape h = new Shape(numHiddens, numHiddens);
        Shape b = new Shape(numHiddens);
        for (Shape shape : List.of(x, h, b, x, h, b, x, h, b, new Shape(numHiddens, vocabSize), new Shape(vocabSize))) {
            NDArray parameter = shape.dimension() == 1 ? manager.zeros(shape, DataType.FLOAT32)
                    : manager.randomNormal(shape).muli(0.01f);
            parameter.setRequiresGradient(true);
            parameters.add(parameter);
        }
        return parameters;
    }

    public static RnnOutput forward(NDArray inputs, NDList state, NDList parameters) {
        NDArray[] p = parameters.toArray(new NDArray[0]);
        NDArray h = state.head();
        NDArray logits = null;
        for (int t = 0; t < inputs.size(0); t++) {
            NDArray x = inputs.get(t);
            NDArray z = sigmoid(x.matMul(p[0]).add(h.matMul(p[1])).add(p[2]));
            NDArray r = sigmoid(x.matMul(p[3]).add(h.matMul(p[4])).add(p[5]));
            NDArray c = x.matMul(p[6]).add(h.mul(r).matMul(p[7])).add(p[8]).tanh();
            h = z.mul(h).add(z.onesLike().sub(z).mul(c));
            NDArray y = h.matMul(p[9]).add(p[10]);
            logits = logits == null ? y : logits.concat(y);
        }
        return new RnnOutput(logits, new NDList(h));
    }

    private static NDArray sigmoid(NDArray a) {
        NDArray one = a.onesLike();
        return one.div(one.add(a.neg().exp()));
    }
}
