package org.rnnkit.learner.memory.worker;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.rnnkit.toolkit.RnnOutput;

/**
 * The gated network of DJL's engine with an output layer, for students who have not written step 13. Its initial weights
 * are step 13's. It multiplies with the reset gate after the product with W_hh, step 13 before it.
 */
final class BuiltInGru {

    private static final int GATES = 3;
    private static final float DEVIATION = 0.01f;

    private BuiltInGru() {}

    /**
     * Makes new parameters: the weights and biases of the three gates for the inputs and the state, as the engine wants
     * them, then those of the output layer.
     */
    static NDList initialize(NDManager manager, int vocabSize, int numHiddens) {
        long rows = (long) GATES * numHiddens;
        NDList all = new NDList(weights(manager, rows, vocabSize), weights(manager, rows, numHiddens),
                manager.zeros(new Shape(rows)), manager.zeros(new Shape(rows)),
                weights(manager, numHiddens, vocabSize), manager.zeros(new Shape(vocabSize)));
        for (NDArray one : all) {
            one.setRequiresGradient(true);
        }
        return all;
    }

    private static NDArray weights(NDManager owner, long... size) {
        return owner.randomNormal(0, DEVIATION, new Shape(size), DataType.FLOAT32);
    }

    /** Runs the network over one-hot vectors [numSteps, batchSize, vocabSize]. */
    static RnnOutput forward(NDArray inputs, NDList state, NDList parameters) {
        NDArray first = state.singletonOrThrow().expandDims(0);
        NDList results = inputs.getNDArrayInternal()
                .gru(inputs, first, new NDList(parameters.subList(0, 4)), true, 1, 0, true, false, false);
        NDArray weights = parameters.get(4);
        NDArray hiddens = results.get(0).reshape(-1, weights.getShape().get(0));
        return new RnnOutput(hiddens.matMul(weights).add(parameters.get(5)), new NDList(results.get(1).squeeze(0)));
    }
}
