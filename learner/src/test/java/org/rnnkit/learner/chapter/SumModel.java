package org.rnnkit.learner.chapter;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/** The model of chapter 6's example: it expects the letter whose index is the sum of all that it has read, modulo 7. */
final class SumModel implements LanguageModel {

    static final int LETTERS = 7;

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        NDManager manager = state.getManager();
        float sum = state.get(0).getFloat();
        for (long token : tokens.toLongArray()) {
            sum = (sum + token) % LETTERS;
        }
        float[] logits = new float[LETTERS];
        logits[(int) sum] = 1;
        return new RnnOutput(manager.create(new float[][] {logits}), new NDList(manager.create(new float[][] {{sum}})));
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
