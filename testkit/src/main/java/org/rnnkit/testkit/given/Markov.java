package org.rnnkit.testkit.given;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/** A model whose next character depends only on the last one, with known probabilities. */
public final class Markov implements LanguageModel {

    private final float[][] logits;
    private final List<Integer> read = new ArrayList<>();
    /** The logits as an array of the model's own; null if each call makes new ones. */
    private NDArray kept;

    /**
     * Makes the model.
     *
     * @param logits the logits of the next token, a row for each possible last token
     */
    public Markov(float[][] logits) {
        this.logits = logits;
    }

    /**
     * Keeps the logits in an array from now on. What forward returns are views of it, so a change in place changes it, too.
     *
     * @param manager the array's owner
     * @return the array
     */
    public NDArray keep(NDManager manager) {
        kept = manager.create(logits);
        return kept;
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        Number[] given = tokens.transpose().toArray();
        float[][] rows = new float[given.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = logits[given[i].intValue()];
            read.add(given[i].intValue());
        }
        NDArray scores = kept == null ? state.getManager().create(rows) : view(given[given.length - 1].intValue());
        return new RnnOutput(scores, new NDList(state.get(0).duplicate()));
    }

    private NDArray view(int token) {
        return kept.get(token).reshape(1, -1);
    }

    @Override
    public NDList beginState(NDManager manager, int batchSize) {
        return new NDList(manager.zeros(new Shape(batchSize, 1)));
    }

    @Override
    public NDList parameters() {
        return new NDList();
    }

    /** Returns all tokens read, in order. */
    public List<Integer> read() {
        return List.copyOf(read);
    }
}
