package org.rnnkit.learner.worker;

import ai.djl.engine.Engine;
import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.rnnkit.learner.worker.MemoryWorker.Expectation;
import org.rnnkit.step1onehot.OneHotEncoding;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.toolkit.ForwardFunction;

/**
 * The influence of each character of a text on what a network expects after it: the norm ‖∂ log p / ∂ x‖ of the gradient of
 * the logarithm of the most likely character's probability p with respect to the character's one-hot vector x. Andreas
 * Madsen, "Visualizing memorization in RNNs", Distill 2019, takes the same norm of the most likely tokens' outputs.
 */
final class Influence {

    private final ForwardFunction forward;
    private final NDList parameters;
    private final int numHiddens;
    private final Vocabulary vocabulary;

    Influence(ForwardFunction forward, NDList parameters, int numHiddens, Vocabulary vocabulary) {
        this.forward = forward;
        this.parameters = parameters;
        this.numHiddens = numHiddens;
        this.vocabulary = vocabulary;
    }

    /**
     * Lets the network read a text, with a state of zeros before it.
     *
     * @param manager the parent of all arrays; nothing is left on it
     * @return the expectation after each token; empty if a number is not finite
     */
    List<Expectation> measure(int[] tokens, NDManager manager) {
        int length = tokens.length;
        int vocabSize = (int) vocabulary.size();
        try (NDScope scope = new NDScope(); NDManager owner = manager.newSubManager()) {
            scope.suppressNotUsedWarning();
            // Detached handles: the parameters' own gradients must stay zero, or the next training would add them.
            NDList values = new NDList(parameters.stream().map(NDArray::stopGradient).toList());
            // The sequences of a minibatch do not touch each other. So the text is read once in each row, and row i is asked
            // about the character after token i: one backward pass gives the gradients of all of them.
            int[][] rows = new int[length][];
            Arrays.fill(rows, tokens);
            NDArray inputs = OneHotEncoding.encode(owner.create(rows), vocabSize);
            inputs.setRequiresGradient(true);
            float[] logs;
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray all = forward.apply(inputs, HiddenState.initialize(owner, length, numHiddens), values).logits()
                        .logSoftmax(1);
                logs = all.toFloatArray();
                collector.backward(all.mul(owner.create(selection(logs, length, vocabSize), all.getShape())).sum());
            }
            return expectations(logs, inputs.getGradient().toFloatArray(), length, vocabSize);
        }
    }

    /** Returns 1 for the most likely character of row i after token i, and 0 everywhere else. */
    private static float[] selection(float[] logs, int length, int vocabSize) {
        float[] selected = new float[logs.length];
        for (int i = 0; i < length; i++) {
            selected[best(logs, i, length, vocabSize)] = 1;
        }
        return selected;
    }

    /** Returns the index of the largest value of row i after token i. The values are time-major. */
    private static int best(float[] logs, int i, int length, int vocabSize) {
        int first = (i * length + i) * vocabSize;
        return IntStream.range(first, first + vocabSize).reduce((a, b) -> logs[b] > logs[a] ? b : a).orElseThrow();
    }

    private List<Expectation> expectations(float[] logs, float[] gradients, int length, int vocabSize) {
        List<Expectation> all = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            int best = best(logs, i, length, vocabSize);
            double[] weights = new double[i + 1];
            for (int t = 0; t <= i; t++) {
                weights[t] = norm(gradients, (t * length + i) * vocabSize, vocabSize);
            }
            double probability = Math.exp(logs[best]);
            if (!Double.isFinite(probability) || !Arrays.stream(weights).allMatch(Double::isFinite)) {
                return List.of();
            }
            all.add(new Expectation(vocabulary.getToken(best % vocabSize), Math.min(1, probability), weights));
        }
        return all;
    }

    private static double norm(float[] values, int first, int count) {
        double squares = 0;
        for (int i = first; i < first + count; i++) {
            squares += (double) values[i] * values[i];
        }
        return Math.sqrt(squares);
    }
}
