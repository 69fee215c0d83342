// style: The operation behind DJL's own recurrent block; its second bias is zero.
package org.rnnkit.step4rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.recurrent.RNN;
import org.rnnkit.toolkit.RnnOutput;

public final class RnnForward {

    private RnnForward() {}

    public static RnnOutput forward(NDArray inputs, NDList state, NDList parameters) {
        NDArray bias = parameters.get(2);
        NDList weights = new NDList(parameters.get(0).transpose(), parameters.get(1).transpose(), bias, bias.zerosLike());
        NDList outputs = inputs.getNDArrayInternal().rnn(inputs, state.get(0).expandDims(0), weights, true, 1,
                RNN.Activation.TANH, 0, true, false, false);
        NDArray rows = outputs.get(0).reshape(-1, bias.size());
        return new RnnOutput(rows.matMul(parameters.get(3)).add(parameters.get(4)), new NDList(outputs.get(1).get(0)));
    }
}
