package org.rnnkit.step2parameters;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** Step 2: the parameters of a recurrent network. */
public final class RnnParameters {

    private RnnParameters() {}

    /**
     * Makes new parameters: weights from a normal distribution with mean 0 and standard deviation 0.01,
     * biases 0, all float32 on the manager's device, with gradients attached.
     *
     * @param manager the owner of the new arrays
     * @param vocabSize the number of tokens, the size of inputs and outputs, 1 to 5,000
     * @param numHiddens the number of hidden units, 1 to 512
     * @return W_xh [vocabSize, numHiddens], W_hh [numHiddens, numHiddens], b_h [numHiddens],
     *     W_hq [numHiddens, vocabSize], b_q [vocabSize], in this order
     */
    public static NDList initialize(NDManager manager, int vocabSize, int numHiddens) {
        // <solution>
        NDList parameters = new NDList(
                normal(manager, vocabSize, numHiddens),
                normal(manager, numHiddens, numHiddens),
                manager.zeros(new Shape(numHiddens)),
                normal(manager, numHiddens, vocabSize),
                manager.zeros(new Shape(vocabSize)));
        parameters.forEach(parameter -> parameter.setRequiresGradient(true));
        return parameters;
        // </solution>
    }
    // <solution-only>

    private static NDArray normal(NDManager manager, int rows, int columns) {
        return manager.randomNormal(0, 0.01f, new Shape(rows, columns), DataType.FLOAT32);
    }
    // </solution-only>
}
