// style: The inputs are one-hot, so rows of W_xh are looked up, and each dA is added to its token's row.
package org.rnnkit.step12backward;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;

public final class RnnBackward {

    private RnnBackward() {}

    public static NDList gradients(NDArray inputs, NDList state, NDList parameters, NDArray logitsGradient) {
        int numSteps = (int) inputs.getShape().get(0);
        int batchSize = (int) inputs.getShape().get(1);
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray h = state.get(0);
            NDList before = new NDList();
            NDList after = new NDList();
            for (int t = 0; t < numSteps; t++) {
                before.add(h);
                NDArray rows = parameters.get(0).get(inputs.get(t).argMax(1));
                h = rows.add(h.matMul(parameters.get(1))).add(parameters.get(2)).tanh();
                after.add(h);
            }
            NDArray ofInputs = parameters.get(0).zerosLike();
            NDArray ofStates = parameters.get(1).zerosLike();
            NDArray ofBias = parameters.get(2).zerosLike();
            NDArray later = state.get(0).zerosLike();
            for (int t = numSteps - 1; t >= 0; t--) {
                NDArray dY = logitsGradient.get(t * batchSize + ":" + (t + 1) * batchSize);
                NDArray dA = dY.matMul(parameters.get(3).transpose()).add(later)
                        .mul(after.get(t).pow(2).mul(-1).add(1));
                later = dA.matMul(parameters.get(1).transpose());
                long[] tokens = inputs.get(t).argMax(1).toLongArray();
                for (int b = 0; b < batchSize; b++) {
                    ofInputs.get(tokens[b]).addi(dA.get(b));
                    ofBias.addi(dA.get(b));
                }
                ofStates = before.get(t).transpose().matMul(dA).add(ofStates);
            }
            NDArray ofOutputs = NDArrays.concat(after).transpose().matMul(logitsGradient);
            NDList gradients = new NDList(ofInputs, ofStates, ofBias, ofOutputs, logitsGradient.sum(new int[] {0}));
            gradients.attach(inputs.getManager());
            NDScope.unregister(gradients);
            return gradients;
        }
    }
}
