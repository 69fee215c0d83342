package org.rnnkit.testkit.given;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.recurrent.RNN;
import java.util.Arrays;
import java.util.stream.Stream;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/**
 * A small network that can be trained. It uses the operation behind DJL's block, so it contains no solution of a step.
 * Inputs and state share one weight, W_xh above W_hh. Like many models, it leaves results on its own manager, because a
 * parameter is the first operand.
 */
public final class GivenRnn implements LanguageModel {

    private final int vocabSize;
    private final int numHiddens;
    private final NDList parameters;

    /**
     * Makes the network.
     *
     * @param manager the owner of the parameters
     * @param p the parameters' values
     */
    public GivenRnn(NDManager manager, Parameters p) {
        this(p, arrays(manager, p));
    }

    private GivenRnn(Parameters p, NDList arrays) {
        vocabSize = p.bQ().length;
        numHiddens = p.bH().length;
        parameters = arrays;
        parameters.forEach(parameter -> parameter.setRequiresGradient(true));
    }

    /**
     * Makes the same network with seven parameters: the first row of W_xh, its other rows, W_hh, b_h, the first row of W_hq,
     * its other rows, and b_q.
     *
     * @param manager the owner of the parameters
     * @param p the parameters' values
     * @return the network
     */
    public static GivenRnn inSevenArrays(NDManager manager, Parameters p) {
        return new GivenRnn(p, new NDList(firstRow(manager, p.wXh()), otherRows(manager, p.wXh()),
                Draw.array(manager, p.wHh()), Draw.array(manager, p.bH()), firstRow(manager, p.wHq()),
                otherRows(manager, p.wHq()), Draw.array(manager, p.bQ())));
    }

    private static NDArray firstRow(NDManager manager, double[][] rows) {
        return Draw.array(manager, Arrays.copyOf(rows, 1));
    }

    private static NDArray otherRows(NDManager manager, double[][] rows) {
        return Draw.array(manager, Arrays.copyOfRange(rows, 1, rows.length));
    }

    /** Returns the four arrays that the network computes with. */
    private NDList joined() {
        return parameters.size() == 4 ? parameters : new NDList(NDArrays.concat(parameters.subNDList(0, 3)),
                parameters.get(3), NDArrays.concat(parameters.subNDList(4, 6)), parameters.get(6));
    }

    /** Makes this network's arrays from parameters. */
    public static NDList arrays(NDManager manager, Parameters p) {
        double[][] w = Stream.concat(Arrays.stream(p.wXh()), Arrays.stream(p.wHh())).toArray(double[][]::new);
        return new NDList(Draw.array(manager, w), Draw.array(manager, p.bH()), Draw.array(manager, p.wHq()),
                Draw.array(manager, p.bQ()));
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        NDList arrays = joined();
        NDArray weights = arrays.get(0);
        NDArray all = hiddens(tokens.oneHot(vocabSize), state.singletonOrThrow(), weights.get("0:" + vocabSize),
                weights.get(vocabSize + ":"), arrays.get(1));
        NDArray timeMajor = all.transpose(1, 0, 2).reshape(-1, numHiddens);
        return new RnnOutput(arrays.get(3).add(timeMajor.matMul(arrays.get(2))), new NDList(all.get(":, -1")));
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
