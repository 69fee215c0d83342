package org.rnnkit.testkit.given;

import ai.djl.ndarray.NDArray;
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
        vocabSize = p.bQ().length;
        numHiddens = p.bH().length;
        parameters = arrays(manager, p);
        parameters.forEach(parameter -> parameter.setRequiresGradient(true));
    }

    /** Makes this network's arrays from parameters. */
    public static NDList arrays(NDManager manager, Parameters p) {
        double[][] w = Stream.concat(Arrays.stream(p.wXh()), Arrays.stream(p.wHh())).toArray(double[][]::new);
        return new NDList(Draw.array(manager, w), Draw.array(manager, p.bH()), Draw.array(manager, p.wHq()),
                Draw.array(manager, p.bQ()));
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        NDArray weights = parameters.get(0);
        NDArray all = hiddens(tokens.oneHot(vocabSize), state.singletonOrThrow(), weights.get("0:" + vocabSize),
                weights.get(vocabSize + ":"), parameters.get(1));
        NDArray timeMajor = all.transpose(1, 0, 2).reshape(-1, numHiddens);
        return new RnnOutput(parameters.get(3).add(timeMajor.matMul(parameters.get(2))), new NDList(all.get(":, -1")));
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
