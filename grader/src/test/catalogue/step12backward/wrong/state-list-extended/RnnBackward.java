// slip: The states are appended to the list given.
// message: the list of the state given was changed
// counts: named
// results: right
package org.rnnkit.step12backward;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;

public final class RnnBackward {

    private RnnBackward() {}

    public static NDList gradients(NDArray inputs, NDList state, NDList parameters, NDArray logitsGradient) {
        NDArray wHh = parameters.get(1);
        NDArray wHq = parameters.get(3);
        int numSteps = (int) inputs.getShape().get(0);
        int batchSize = (int) inputs.getShape().get(1);
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDList hiddens = hiddens(inputs, state, parameters);
            NDList sums = new NDList(parameters.stream()
                    .map(parameter -> inputs.getManager().zeros(parameter.getShape())).toList());
            NDArray fromLater = inputs.getManager().zeros(state.get(0).getShape());
            for (int t = numSteps - 1; t >= 0; t--) {
                NDArray h = hiddens.get(t + 1);
                NDArray dY = logitsGradient.get(t * batchSize + ":" + (t + 1) * batchSize);
                NDArray dH = dY.matMul(wHq.transpose()).add(fromLater);
                NDArray dA = dH.mul(h.square().neg().add(1));
                sums.get(0).addi(inputs.get(t).transpose().matMul(dA));
                sums.get(1).addi(hiddens.get(t).transpose().matMul(dA));
                sums.get(2).addi(dA.sum(new int[] {0}));
                sums.get(3).addi(h.transpose().matMul(dY));
                sums.get(4).addi(dY.sum(new int[] {0}));
                fromLater = dA.matMul(wHh.transpose());
            }
            NDScope.unregister(sums);
            return sums;
        }
    }

    private static NDList hiddens(NDArray inputs, NDList state, NDList parameters) {
        NDList hiddens = state;
        for (int t = 0; t < inputs.getShape().get(0); t++) {
            NDArray h = hiddens.get(t);
            hiddens.add(inputs.get(t).matMul(parameters.get(0)).add(h.matMul(parameters.get(1)))
                    .add(parameters.get(2)).tanh());
        }
        return hiddens;
    }
}
