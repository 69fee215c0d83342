package org.rnnkit.grader.worker.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.training.dataset.Batch;
import org.rnnkit.step1onehot.OneHotEncoding;

/**
 * The result of a forward and a backward pass over some rows of a minibatch. All arrays belong to the batch's manager, and
 * no number has been read back from the device.
 *
 * @param rows the index of the rows
 * @param loss the sum of the rows' cross-entropy over all tokens, a scalar
 * @param gradients these rows' part of the gradients of the minibatch's mean loss
 * @param state the rows' state after the last time step, [rows, numHiddens]
 */
record RowsByHand(NDIndex rows, NDArray loss, NDList gradients, NDArray state) {

    /** Runs rows forward and backward through the network. Does not change the state and the parameters. */
    static RowsByHand of(Batch batch, NDIndex rows, NDArray state, NDList parameters, GradientsByHand backward) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            // Gradient mode is per thread, and it is on in every thread but the one that loaded the engine. Detached
            // handles keep the engine from recording a graph there.
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
            // The gradient of softmax and mean cross-entropy together: (probabilities - one-hot labels) / number of tokens.
            NDArray logitsGradient = logProbabilities.exp().subi(truth).divi(tokens.size());

            NDList gradients = backward.compute(inputs, states, values, logitsGradient);
            NDArray last = states.get(states.size() - 1);
            NDList results = new NDList(gradients);
            results.addAll(new NDList(loss, last));
            results.attach(batch.getManager());
            NDScope.unregister(results);
            return new RowsByHand(rows, loss, gradients, last);
        }
    }

    /** Returns the given state and the states after each time step. The backward pass reuses them. */
    private static NDList states(NDArray inputs, NDArray state, NDList values) {
        long numSteps = inputs.getShape().get(0);
        NDArray x = inputs.reshape(-1, inputs.getShape().get(2));
        NDList states = new NDList(state);
        NDArray current = state;
        // The inputs do not depend on earlier time steps, so one product serves all time steps.
        for (NDArray input : x.matMul(values.get(0)).addi(values.get(2)).split(numSteps)) {
            current = current.matMul(values.get(1)).addi(input).tanh();
            states.add(current);
        }
        return states;
    }
}
