package org.rnnkit.learner.worker;

import ai.djl.engine.Engine;
import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.rnnkit.learner.worker.MemoryWorker.Expectation;
import org.rnnkit.learner.worker.StepsWorker.StepMethod;
import org.rnnkit.step1onehot.OneHotEncoding;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.toolkit.ForwardFunction;
import org.rnnkit.toolkit.ParameterInitializer;
import org.rnnkit.toolkit.RnnOutput;
import org.rnnkit.toolkit.SavedModel;

/**
 * A kind of recurrent network: its parameters and its forward function.
 *
 * @param initializer makes new parameters
 * @param forward runs the network over one-hot vectors
 */
record RecurrentCell(ParameterInitializer initializer, ForwardFunction forward) {

    /** The network of steps 2 and 4. */
    static final RecurrentCell RNN = new RecurrentCell(RnnParameters::initialize, RnnForward::forward);

    private static final int FROM_SCRATCH = 5;

    /** Returns the network of a step that is found by name, because it may be missing; DJL's own if there is no name. */
    static RecurrentCell gru(String className) {
        if (className == null) {
            return new RecurrentCell(BuiltInGru::initialize, BuiltInGru::forward);
        }
        StepMethod initialize = StepMethod.find(className, "initialize", NDList.class, NDManager.class, int.class, int.class);
        StepMethod forward = StepMethod.find(className, "forward", RnnOutput.class, NDArray.class, NDList.class, NDList.class);
        return new RecurrentCell(
                (manager, vocabSize, numHiddens) -> (NDList) initialize.call(manager, vocabSize, numHiddens),
                (inputs, state, parameters) -> (RnnOutput) forward.call(inputs, state, parameters));
    }

    /** Returns a saved model's parameters in step 4's form; empty if it is of another kind. */
    static Optional<NDList> parameters(SavedModel saved) {
        return Optional.of(saved.parameters()).filter(all -> all.size() == FROM_SCRATCH);
    }

    /**
     * The gated network of DJL's engine with an output layer, for students who have not written step 13. Its initial weights
     * are step 13's. It multiplies with the reset gate after the product with W_hh, step 13 before it.
     */
    static final class BuiltInGru {

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

    /**
     * The influence of each character of a text on what a network expects after it: the norm ‖∂ log p / ∂ x‖ of the gradient
     * of the logarithm of the most likely character's probability p with respect to the character's one-hot vector x. Andreas
     * Madsen, "Visualizing memorization in RNNs", Distill 2019, takes the same norm of the most likely tokens' outputs.
     *
     * @param forward runs the network over one-hot vectors
     * @param numHiddens the number of its hidden units
     */
    record Influence(ForwardFunction forward, NDList parameters, int numHiddens, Vocabulary vocabulary) {

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
                // The sequences of a minibatch do not touch each other. So the text is read once in each row, and row i is
                // asked about the character after token i: one backward pass gives the gradients of all of them.
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
}
