package org.rnnkit.testkit.given;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/** A model whose next character depends on the last one alone: what comes after it is known exactly. */
public final class Markov implements LanguageModel {

    private final float[][] logits;

    /**
     * Makes the model.
     *
     * @param logits those of what comes next, a row for each token that was read last
     */
    public Markov(float[][] logits) {
        this.logits = logits;
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        Number[] read = tokens.transpose().toArray();
        float[][] rows = new float[read.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = logits[read[i].intValue()];
        }
        return new RnnOutput(state.getManager().create(rows), new NDList(state.get(0).duplicate()));
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
