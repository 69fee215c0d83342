package org.rnnkit.grader.worker.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.nn.recurrent.RNN;
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

    /**
     * Runs rows forward and backward through the network. Does not change the state and the parameters.
     *
     * @param batch the minibatch
     * @param rows the index of the rows
     * @param state the state of all rows
     * @param parameters step 2's five parameters
     * @param layout the layout in which products with W_hh and its transpose are faster
     * @param backward the step that computes the gradients
     * @return the result
     */
    static RowsByHand of(Batch batch, NDIndex rows, NDArray state, NDList parameters, MatrixLayout layout,
            GradientsByHand backward) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            // Gradient mode is per thread, and it is on in every thread but the one that loaded the engine. Detached
            // handles keep the engine from recording a graph there.
            NDList values = new NDList(parameters.stream().map(NDArray::stopGradient).toList());
            NDArray tokens = batch.getData().singletonOrThrow();
            int vocabSize = (int) values.get(0).getShape().get(0);
            NDArray inputs = OneHotEncoding.encode(tokens.get(rows), vocabSize);

            NDArray before = state.get(rows);
            NDArray after = statesAfter(inputs, before, values, layout);
            NDArray logits = after.matMul(values.get(3)).addi(values.get(4));

            NDArray labels = batch.getLabels().singletonOrThrow().get(rows).transpose().flatten(); // time-major
            NDArray truth = labels.oneHot(vocabSize);
            NDArray logProbabilities = logits.logSoftmax(-1);
            NDArray loss = logProbabilities.mul(truth).sum().negi();
            // The gradient of softmax and mean cross-entropy together: (probabilities - one-hot labels) / number of tokens.
            NDArray logitsGradient = logProbabilities.exp().subi(truth).divi(tokens.size());

            NDList states = new NDList(before);
            states.addAll(after.split(inputs.getShape().get(0)));
            // The backward pass multiplies with the transpose. Transposing turns rows into columns, in memory too.
            values.set(1, layout.other().of(values.get(1)));
            NDList gradients = backward.compute(inputs, states, values, logitsGradient);
            NDArray last = states.get(states.size() - 1);
            NDList results = new NDList(gradients);
            results.addAll(new NDList(loss, last));
            results.attach(batch.getManager());
            NDScope.unregister(results);
            return new RowsByHand(rows, loss, gradients, last);
        }
    }

    /**
     * Runs the network over all time steps in one call of the engine, which computes what step 4 computes. A one-hot input
     * picks one row of W_xh, so the bias is added to its rows.
     *
     * @return the states after the time steps, [numSteps · rows, numHiddens], time-major
     */
    private static NDArray statesAfter(NDArray inputs, NDArray state, NDList values, MatrixLayout layout) {
        NDArray wHh = layout.of(values.get(1));
        // The engine multiplies with the transposed weights.
        NDList weights = new NDList(values.get(0).add(values.get(2)).transpose(), wHh.transpose());
        return inputs.getNDArrayInternal()
                .rnn(inputs, state.expandDims(0), weights, false, 1, RNN.Activation.TANH, 0, false, false, false)
                .get(0).reshape(-1, wHh.getShape().get(0));
    }
}
