// slip: A gradient collector does the work.
// message: gradients opens a gradient collector
// counts: named
package org.rnnkit.step12backward;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;

public final class RnnBackward {

    private RnnBackward() {}

    public static NDList gradients(NDArray inputs, NDList state, NDList parameters, NDArray logitsGradient) {
        NDManager manager = inputs.getManager();
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDList copies = new NDList(parameters.stream().map(NDArray::duplicate).toList());
            copies.forEach(copy -> copy.setRequiresGradient(true));
            NDList hiddens;
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                hiddens = hiddens(inputs, state.get(0), copies);
                NDArray after = NDArrays.stack(hiddens).get("1:").reshape(-1, copies.get(2).size());
                collector.backward(after.matMul(copies.get(3)).add(copies.get(4)).mul(logitsGradient).sum());
            }
            NDList gradients = new NDList(copies.stream().map(copy -> copy.getGradient().duplicate()).toList());
            gradients.attach(manager);
            NDScope.unregister(gradients);
            return gradients;
        }
    }

    private static NDList hiddens(NDArray inputs, NDArray state, NDList parameters) {
        NDList hiddens = new NDList(state);
        for (long t = 0; t < inputs.getShape().get(0); t++) {
            NDArray h = hiddens.get((int) t);
            hiddens.add(inputs.get(t).matMul(parameters.get(0)).add(h.matMul(parameters.get(1)))
                    .add(parameters.get(2)).tanh());
        }
        return hiddens;
    }
}
