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
    private final boolean isInPieces;

    /**
     * Makes a network, and attaches gradients to its parameters.
     *
     * @param parameters W_xh, W_hh, b_h, W_hq and b_q; or four arrays, of which the first joins W_xh and W_hh
     */
    public GivenRnn(NDList parameters) {
        // b_h is in the middle
        this(parameters, parameters.get(parameters.size() - 1).size(), parameters.get((parameters.size() - 1) / 2).size(),
                false);
    }

    private GivenRnn(NDList parameters, long vocabSize, long numHiddens, boolean isInPieces) {
        this.parameters = parameters;
        this.vocabSize = vocabSize;
        this.numHiddens = numHiddens;
        this.isInPieces = isInPieces;
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
     * Makes a network with another number of parameters: pieces of all values in order, vectors and matrices in turn.
     *
     * @param five W_xh, W_hh, b_h, W_hq and b_q; all are closed
     * @param count the number of pieces, at most that of the values
     * @param owner the owner of the pieces
     * @return the network
     */
    public static GivenRnn inPieces(NDList five, int count, NDManager owner) {
        int vocabSize = (int) five.get(4).size();
        int numHiddens = (int) five.get(2).size();
        try (NDManager temporary = owner.newSubManager(); five) {
            five.attach(temporary);
            NDArray all = NDArrays.concat(new NDList(five.stream().map(NDArray::flatten).toList()));
            NDList pieces = new NDList();
            for (long i = 0; i < count; i++) {
                NDArray piece = all.get(i * all.size() / count + ":" + (i + 1) * all.size() / count).duplicate();
                pieces.add(i % 2 == 0 ? piece : piece.reshape(1, piece.size()).duplicate());
            }
            pieces.attach(owner);
            return new GivenRnn(pieces, vocabSize, numHiddens, true);
        }
    }

    /** Returns the five arrays that the network computes with: W_xh, W_hh, b_h, W_hq and b_q. */
    public NDList joined() {
        NDList p = parameters;
        if (!isInPieces) {
            return p.size() == 5 ? p
                    : new NDList(p.get(0).get("0:" + vocabSize), p.get(0).get(vocabSize + ":"), p.get(1), p.get(2), p.get(3));
        }
        NDList flat = new NDList(p.stream().map(NDArray::flatten).toList());
        NDArray all = flat.size() == 1 ? flat.get(0) : NDArrays.concat(flat); // of one array, concat cuts the graph
        long wHh = vocabSize * numHiddens;
        long bH = wHh + numHiddens * numHiddens;
        long wHq = bH + numHiddens;
        NDList five = all.split(new long[] {wHh, bH, wHq, wHq + numHiddens * vocabSize});
        return new NDList(five.get(0).reshape(vocabSize, numHiddens), five.get(1).reshape(numHiddens, numHiddens), five.get(2),
                five.get(3).reshape(numHiddens, vocabSize), five.get(4));
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
        NDList hiddens = run(inputs, state.singletonOrThrow(), p.get(0), p.get(1), p.get(2));
        NDArray timeMajor = hiddens.get(0).transpose(1, 0, 2).reshape(-1, numHiddens);
        return new RnnOutput(p.get(4).add(timeMajor.matMul(p.get(3))), new NDList(hiddens.get(1).squeeze(0)));
    }

    /** Runs the operation behind DJL's own block: returns the hidden states and the last one, [1, batchSize, numHiddens]. */
    private static NDList run(NDArray inputs, NDArray state, NDArray wXh, NDArray wHh, NDArray bH) {
        NDList weights = new NDList(wXh.transpose(), wHh.transpose(), bH, bH.zerosLike());
        return inputs.getNDArrayInternal().rnn(inputs, state.expandDims(0), weights, true, 1, RNN.Activation.TANH, 0, true,
                false, true);
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
