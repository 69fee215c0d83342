// slip: 1 - H² is computed in place in the state itself, so the states are spoilt before dW_hh and dW_hq use them.
// message: the slope 1 - H² is computed in place
// counts: named
package org.rnnkit.step12backward;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;

public final class RnnBackward {

    private RnnBackward() {}

    public static NDList gradients(NDArray inputs, NDList state, NDList parameters, NDArray logitsGradient) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray wXh = parameters.get(0);
            NDArray wHh = parameters.get(1);
            NDArray bH = parameters.get(2);
            NDArray wHq = parameters.get(3);
            int steps = (int) inputs.getShape().get(0);
            long batch = inputs.getShape().get(1);
            long vocab = inputs.getShape().get(2);
            long hiddens = bH.size();
            // forward
            NDList states = new NDList(state.get(0));
            for (int t = 0; t < steps; t++) {
                states.add(inputs.get(t).matMul(wXh).add(states.get(t).matMul(wHh)).add(bH).tanh());
            }
            // backward
            NDArray dYs = logitsGradient.reshape(steps, batch, vocab);
            NDList dAs = new NDList();
            NDArray later = null;
            for (int t = steps - 1; t >= 0; t--) {
                NDArray h = states.get(t + 1);
                NDArray dH = dYs.get(t).matMul(wHq.transpose());
                if (later != null) {
                    dH = dH.add(later);
                }
                NDArray slope = h.muli(h).negi().addi(1); // no new array
                NDArray dA = dH.mul(slope);
                later = dA.matMul(wHh.transpose());
                dAs.add(0, dA);
            }
            NDArray dA = NDArrays.stack(dAs).reshape(-1, hiddens);
            NDArray before = NDArrays.stack(new NDList(states.subList(0, steps)));
            NDArray after = NDArrays.stack(new NDList(states.subList(1, steps + 1)));
            NDList result = new NDList(
                    inputs.reshape(-1, vocab).transpose().matMul(dA),
                    before.reshape(-1, hiddens).transpose().matMul(dA),
                    dA.sum(new int[] {0}),
                    after.reshape(-1, hiddens).transpose().matMul(logitsGradient),
                    logitsGradient.sum(new int[] {0}));
            result.attach(inputs.getManager());
            NDScope.unregister(result);
            return result;
        }
    }
}
