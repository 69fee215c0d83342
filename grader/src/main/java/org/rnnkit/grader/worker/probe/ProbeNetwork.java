package org.rnnkit.grader.worker.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.recurrent.RNN;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/**
 * A recurrent network with given parameters, which a step reads, writes with or trains. It uses the operation behind DJL's
 * own block, so it depends on no other step.
 */
final class ProbeNetwork implements LanguageModel {

    private final NDList parameters;

    /**
     * Makes a network.
     *
     * @param parameters W_xh, W_hh, b_h, W_hq, b_q
     */
    ProbeNetwork(NDList parameters) {
        this.parameters = parameters;
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        return read(tokens.oneHot((int) parameters.get(4).size()), state);
    }

    /** Reads vectors [batchSize, numSteps, vocabSize]. The logits are time-major. */
    RnnOutput read(NDArray inputs, NDList state) {
        NDArray bH = parameters.get(2);
        NDList weights = new NDList(parameters.get(0).transpose(), parameters.get(1).transpose(), bH, bH.zerosLike());
        NDArray hiddens = inputs.getNDArrayInternal().rnn(inputs, state.singletonOrThrow().expandDims(0), weights, true, 1,
                RNN.Activation.TANH, 0, true, false, true).get(0);
        NDArray timeMajor = hiddens.transpose(1, 0, 2).reshape(-1, bH.size());
        return new RnnOutput(timeMajor.matMul(parameters.get(3)).add(parameters.get(4)), new NDList(hiddens.get(":, -1")));
    }

    @Override
    public NDList beginState(NDManager manager, int batchSize) {
        return new NDList(manager.zeros(new Shape(batchSize, parameters.get(2).size())));
    }

    @Override
    public NDList parameters() {
        return parameters;
    }
}
