package org.rnnkit.learner.worker;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Optional;
import org.rnnkit.learner.worker.StepsWorker.StepMethod;
import org.rnnkit.step2parameters.RnnParameters;
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
    private static final int CONCISE = 6;

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
        NDList all = saved.parameters();
        if (all.size() == FROM_SCRATCH) {
            return Optional.of(all);
        }
        // The toolkit's concise model keeps transposed weights, and two biases that are always added to each other.
        return all.size() != CONCISE ? Optional.empty() : Optional.of(new NDList(all.get(0).transpose(), all.get(1).transpose(),
                all.get(2).add(all.get(3)), all.get(4).transpose(), all.get(5)));
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
}
