// slip: Logits and state are not taken out of the scope.
// message: is closed already when it comes back
// counts: named
package org.rnnkit.step4rnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import org.rnnkit.toolkit.RnnOutput;

public final class RnnForward {

    private RnnForward() {}

    public static RnnOutput forward(NDArray inputs, NDList state, NDList parameters) {
        NDArray wXh = parameters.get(0);
        NDArray wHh = parameters.get(1);
        NDArray bH = parameters.get(2);
        NDArray wHq = parameters.get(3);
        NDArray bQ = parameters.get(4);

        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray h = state.get(0);
            NDList hiddenStates = new NDList();
            for (long t = 0; t < inputs.getShape().get(0); t++) {
                NDArray x = inputs.get(t);
                h = x.matMul(wXh).add(h.matMul(wHh)).add(bH).tanh();
                hiddenStates.add(h);
            }
            NDArray logits = NDArrays.stack(hiddenStates).reshape(-1, bH.size()).matMul(wHq).add(bQ);
            return new RnnOutput(logits, new NDList(h));
        }
    }
}
