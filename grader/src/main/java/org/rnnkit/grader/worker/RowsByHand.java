package org.rnnkit.grader.worker;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.training.dataset.Batch;
import org.rnnkit.step12backward.RnnBackward;
import org.rnnkit.step1onehot.OneHotEncoding;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.toolkit.RnnOutput;

/**
 * Some rows of a minibatch, there and back.
 *
 * @param loss the sum of the rows' cross-entropy over all tokens
 * @param gradients these rows' part of the gradients of the minibatch's mean loss, on the batch's manager
 * @param state the rows' state after the last time step, [rows, numHiddens], on the batch's manager
 */
record RowsByHand(double loss, NDList gradients, NDArray state) {

    /** Runs the rows from one index to the one before another through the network, and back. */
    static RowsByHand of(Batch batch, NDArray state, NDList parameters, long from, long to) {
        NDManager manager = batch.getManager();
        NDIndex rows = new NDIndex("{}:{}", from, to);
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            // Handles that nobody records a graph for: but for the thread that loaded the engine, each would.
            NDList values = new NDList(parameters.stream().map(NDArray::stopGradient).toList());
            NDArray tokens = batch.getData().singletonOrThrow();
            int vocabSize = (int) values.get(0).getShape().get(0);
            NDArray inputs = OneHotEncoding.encode(tokens.get(rows), vocabSize);

            // Step by step, because step 12 can do with the states on the way.
            NDList states = new NDList(state.get(rows));
            NDList logits = new NDList();
            for (long t = 0; t < tokens.getShape().get(1); t++) {
                NDList now = new NDList(states.get((int) t));
                RnnOutput output = RnnForward.forward(inputs.get(t).expandDims(0), now, values);
                logits.add(output.logits());
                states.addAll(output.state());
            }

            NDArray labels = batch.getLabels().singletonOrThrow().get(rows).transpose().flatten(); // time-major
            NDArray truth = labels.oneHot(vocabSize);
            NDArray logProbabilities = NDArrays.concat(logits).logSoftmax(-1);
            double loss = -logProbabilities.mul(truth).sum().getFloat();
            // Of softmax and the mean cross-entropy together: what was guessed less what was right.
            NDArray logitsGradient = logProbabilities.exp().subi(truth).divi(tokens.size());

            NDList gradients = RnnBackward.gradients(inputs, states, values, logitsGradient);
            NDArray last = states.get(states.size() - 1);
            NDList kept = new NDList(gradients);
            kept.add(last);
            kept.attach(manager);
            NDScope.unregister(kept);
            return new RowsByHand(loss, gradients, last);
        }
    }
}
