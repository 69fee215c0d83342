// style: Forward on the way down, backward on the way up; no state is looked up by its number.
package org.rnnkit.step12backward;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;

public final class RnnBackward {

    private RnnBackward() {}

    public static NDList gradients(NDArray inputs, NDList state, NDList parameters, NDArray logitsGradient) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDList sums = new NDList(parameters.stream()
                    .map(parameter -> inputs.getManager().zeros(parameter.getShape())).toList());
            walk(0, inputs, state.get(0), parameters, logitsGradient, sums);
            NDScope.unregister(sums);
            return sums;
        }
    }

    private static NDArray walk(long t, NDArray inputs, NDArray before, NDList p, NDArray dYs, NDList sums) {
        if (t == inputs.getShape().get(0)) {
            return before.zerosLike();
        }
        NDArray x = inputs.get(t);
        NDArray h = x.matMul(p.get(0)).add(before.matMul(p.get(1))).add(p.get(2)).tanh();
        NDArray fromLater = walk(t + 1, inputs, h, p, dYs, sums);
        NDArray dY = dYs.reshape(inputs.getShape().get(0), x.getShape().get(0), -1).get(t);
        NDArray dH = dY.matMul(p.get(3).transpose()).add(fromLater);
        NDArray dSum = dH.sub(dH.mul(h).mul(h));
        sums.get(0).addi(x.transpose().matMul(dSum));
        sums.get(1).addi(before.transpose().matMul(dSum));
        sums.get(2).addi(dSum.sum(new int[] {0}));
        sums.get(3).addi(h.transpose().matMul(dY));
        sums.get(4).addi(dY.sum(new int[] {0}));
        return dSum.matMul(p.get(1).transpose());
    }
}
