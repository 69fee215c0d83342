package org.rnnkit.testkit.models;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.recurrent.RNN;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/**
 * A small network that can be trained. It uses the operation behind DJL's block, so it contains no solution of a step. Like
 * many models, it leaves results on its own manager, because a parameter is the first operand.
 */
public final class GivenRnn implements LanguageModel {

    private final NDList parameters;
    private final long vocabSize;
    private final long numHiddens;

    /**
     * Makes a network, and attaches gradients to its parameters.
     *
     * @param parameters W_xh, W_hh, b_h, W_hq and b_q
     */
    public GivenRnn(NDList parameters) {
        this.parameters = parameters;
        vocabSize = parameters.get(parameters.size() - 1).size();
        numHiddens = parameters.get((parameters.size() - 1) / 2).size(); // b_h is in the middle
        parameters.forEach(parameter -> parameter.setRequiresGradient(true));
    }

    /**
     * Makes a network whose inputs and state share one weight, W_xh above W_hh.
     *
     * @param five W_xh, W_hh, b_h, W_hq and b_q; the first two are closed
     * @return the network with four parameters
     */
    public static GivenRnn inFourArrays(NDList five) {
        NDList weights = five.subNDList(0, 2);
        NDArray joined = NDArrays.concat(weights);
        weights.forEach(NDArray::close);
        return new GivenRnn(new NDList(joined).addAll(five.subNDList(2)));
    }

    /**
     * Makes a network with seven parameters: the first row of W_xh, its other rows, W_hh, b_h, the first row of W_hq, its other
     * rows, and b_q.
     *
     * @param five W_xh, W_hh, b_h, W_hq and b_q; all are closed
     * @param owner the owner of the seven
     * @return the network
     */
    public static GivenRnn inSevenArrays(NDList five, NDManager owner) {
        NDList seven = new NDList();
        for (int i = 0; i < five.size(); i++) {
            if (i == 0 || i == 3) {
                seven.add(five.get(i).get("0:1").duplicate());
                seven.add(five.get(i).get("1:").duplicate());
            } else {
                seven.add(five.get(i).duplicate());
            }
        }
        five.close();
        seven.attach(owner);
        return new GivenRnn(seven);
    }

    /** Returns the five arrays that the network computes with: W_xh, W_hh, b_h, W_hq and b_q. */
    public NDList joined() {
        NDList p = parameters;
        return switch (p.size()) {
            case 4 -> new NDList(p.get(0).get("0:" + vocabSize), p.get(0).get(vocabSize + ":"), p.get(1), p.get(2), p.get(3));
            case 7 -> new NDList(NDArrays.concat(p.subNDList(0, 2)), p.get(2), p.get(3), NDArrays.concat(p.subNDList(4, 6)),
                    p.get(6));
            default -> p;
        };
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        return read(tokens.oneHot((int) vocabSize), state);
    }

    /**
     * Reads vectors.
     *
     * @param inputs [batchSize, numSteps, vocabSize]
     * @param state one array [batchSize, numHiddens]
     * @return the logits, time-major, and the new state
     */
    public RnnOutput read(NDArray inputs, NDList state) {
        NDList p = joined();
        NDArray all = hiddens(inputs, state.singletonOrThrow(), p.get(0), p.get(1), p.get(2));
        NDArray timeMajor = all.transpose(1, 0, 2).reshape(-1, numHiddens);
        return new RnnOutput(p.get(4).add(timeMajor.matMul(p.get(3))), new NDList(all.get(":, -1")));
    }

    /**
     * Runs the operation behind DJL's own block.
     *
     * @param inputs [batchSize, numSteps, vocabSize]
     * @param state [batchSize, numHiddens]
     * @return the hidden states, [batchSize, numSteps, numHiddens]
     */
    public static NDArray hiddens(NDArray inputs, NDArray state, NDArray wXh, NDArray wHh, NDArray bH) {
        NDList weights = new NDList(wXh.transpose(), wHh.transpose(), bH, bH.zerosLike());
        return inputs.getNDArrayInternal().rnn(inputs, state.expandDims(0), weights, true, 1, RNN.Activation.TANH, 0, true,
                false, true).get(0);
    }

    @Override
    public NDList beginState(NDManager manager, int batchSize) {
        Shape shape = new Shape(batchSize, numHiddens);
        return new NDList(manager.zeros(shape));
    }

    @Override
    public NDList parameters() {
        return parameters;
    }
}
