package org.rnnkit.toolkit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import ai.djl.nn.recurrent.RNN;
import ai.djl.training.ParameterStore;

/**
 * A language model like step 5's, in a few lines with DJL's own blocks {@link RNN} and {@link Linear}. Code that trains a
 * {@link LanguageModel} trains this one, too.
 */
public final class ConciseRnnModel implements LanguageModel {

    private final int vocabSize;
    private final int numHiddens;
    private final Block rnn;
    private final Block output;
    private final NDList parameters = new NDList();

    /**
     * Makes a model with tanh and DJL's own initialisation.
     *
     * @param manager the owner of the parameters
     * @param vocabSize the number of tokens in the vocabulary
     * @param numHiddens the number of hidden units
     */
    public ConciseRnnModel(NDManager manager, int vocabSize, int numHiddens) {
        this(manager, vocabSize, numHiddens, RNN.Activation.TANH);
    }

    /**
     * Makes a model with DJL's own initialisation.
     *
     * @param manager the owner of the parameters
     * @param vocabSize the number of tokens in the vocabulary
     * @param numHiddens the number of hidden units
     * @param activation the activation of the hidden units
     */
    public ConciseRnnModel(NDManager manager, int vocabSize, int numHiddens, RNN.Activation activation) {
        this.vocabSize = vocabSize;
        this.numHiddens = numHiddens;
        rnn = RNN.builder().setStateSize(numHiddens).setNumLayers(1).setActivation(activation)
                .optBatchFirst(true).optReturnState(true).build();
        output = Linear.builder().setUnits(vocabSize).build();
        rnn.initialize(manager, DataType.FLOAT32, new Shape(1, 1, vocabSize), new Shape(1, 1, numHiddens));
        output.initialize(manager, DataType.FLOAT32, new Shape(1, numHiddens));
        for (Block block : new Block[] {rnn, output}) {
            block.getParameters().values().forEach(parameter -> {
                parameter.getArray().setRequiresGradient(true);
                parameters.add(parameter.getArray());
            });
        }
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        // The store passes on the parameters' own arrays, without a trainer: updaters find their gradients there.
        ParameterStore store = new ParameterStore(tokens.getManager(), false);
        NDArray inputs = tokens.oneHot(vocabSize);
        NDList outputs = rnn.forward(store, new NDList(inputs, state.singletonOrThrow()), true);
        NDArray logits = output.forward(store, new NDList(outputs.get(0)), true).singletonOrThrow();
        // Logits must be time-major, but the block puts the batch first.
        return new RnnOutput(logits.transpose(1, 0, 2).reshape(-1, vocabSize), new NDList(outputs.get(1)));
    }

    @Override
    public NDList beginState(NDManager manager, int batchSize) {
        return new NDList(manager.zeros(new Shape(1, batchSize, numHiddens)));
    }

    /** {@inheritDoc} The hidden units have two biases, since DJL's block has one for the inputs and one for the state. */
    @Override
    public NDList parameters() {
        return parameters;
    }
}
