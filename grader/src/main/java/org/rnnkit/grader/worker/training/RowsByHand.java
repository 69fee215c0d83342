package org.rnnkit.grader.worker.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.training.dataset.Batch;
import org.rnnkit.step12backward.RnnBackward;
import org.rnnkit.step1onehot.OneHotEncoding;

/**
 * Some rows of a minibatch, there and back. All of it is on the batch's manager, and nothing has been read back from the
 * device.
 *
 * @param rows which rows
 * @param loss the sum of the rows' cross-entropy over all tokens, a scalar
 * @param gradients these rows' part of the gradients of the minibatch's mean loss
 * @param state the rows' state after the last time step, [rows, numHiddens]
 */
record RowsByHand(NDIndex rows, NDArray loss, NDList gradients, NDArray state) {

    /** Runs rows through the network, and back; the state of all rows and the parameters stay as they are. */
    static RowsByHand of(Batch batch, NDIndex rows, NDArray state, NDList parameters) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            // Handles that nobody records a graph for: but for the thread that loaded the engine, each would.
            NDList values = new NDList(parameters.stream().map(NDArray::stopGradient).toList());
            NDArray tokens = batch.getData().singletonOrThrow();
            int vocabSize = (int) values.get(0).getShape().get(0);
            NDArray inputs = OneHotEncoding.encode(tokens.get(rows), vocabSize);

            NDList states = states(inputs, state.get(rows), values);
            NDArray logits = NDArrays.concat(states.subNDList(1)).matMul(values.get(3)).addi(values.get(4));

            NDArray labels = batch.getLabels().singletonOrThrow().get(rows).transpose().flatten(); // time-major
            NDArray truth = labels.oneHot(vocabSize);
            NDArray logProbabilities = logits.logSoftmax(-1);
            NDArray loss = logProbabilities.mul(truth).sum().negi();
            // Of softmax and the mean cross-entropy together: what was guessed less what was right.
            NDArray logitsGradient = logProbabilities.exp().subi(truth).divi(tokens.size());

            NDList gradients = RnnBackward.gradients(inputs, states, values, logitsGradient);
            NDArray last = states.get(states.size() - 1);
            NDList kept = new NDList(gradients);
            kept.addAll(new NDList(loss, last));
            kept.attach(batch.getManager());
            NDScope.unregister(kept);
            return new RowsByHand(rows, loss, gradients, last);
        }
    }

    /** The given state and, because step 12 can do with them, those after each time step. */
    private static NDList states(NDArray inputs, NDArray state, NDList values) {
        long numSteps = inputs.getShape().get(0);
        NDArray x = inputs.reshape(-1, inputs.getShape().get(2));
        NDList states = new NDList(state);
        NDArray now = state;
        // What waits for no other time step is multiplied for all of them at once.
        for (NDArray input : x.matMul(values.get(0)).addi(values.get(2)).split(numSteps)) {
            now = now.matMul(values.get(1)).addi(input).tanh();
            states.add(now);
        }
        return states;
    }
}
