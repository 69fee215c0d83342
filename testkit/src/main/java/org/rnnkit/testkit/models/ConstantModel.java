package org.rnnkit.testkit.models;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/** A model that always expects the same token. */
public final class ConstantModel implements LanguageModel {

    private final int vocabSize;
    private final int token;

    /**
     * Makes the model.
     *
     * @param vocabSize the number of tokens in the vocabulary
     * @param token the token that it expects
     */
    public ConstantModel(int vocabSize, int token) {
        this.vocabSize = vocabSize;
        this.token = token;
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        int[] likely = new int[(int) tokens.size()];
        Arrays.fill(likely, token);
        NDManager owner = state.getManager();
        return new RnnOutput(owner.create(likely).oneHot(vocabSize), beginState(owner, (int) tokens.size(0)));
    }

    @Override
    public NDList beginState(NDManager manager, int batchSize) {
        return new NDList(manager.zeros(new Shape(batchSize, 1)));
    }

    @Override
    public NDList parameters() {
        return new NDList();
    }
}
