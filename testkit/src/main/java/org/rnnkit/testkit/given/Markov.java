package org.rnnkit.testkit.given;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.rnnkit.testkit.Evidence;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/** A model whose next character depends only on the last one, with known probabilities. */
public final class Markov implements LanguageModel {

    private final float[][] logits;
    private final List<Integer> read = new ArrayList<>();

    /**
     * Makes the model.
     *
     * @param logits the logits of the next token, a row for each possible last token
     */
    public Markov(float[][] logits) {
        this.logits = logits;
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        return Evidence.given("net.forward", () -> {
            Number[] given = tokens.transpose().toArray();
            float[][] rows = new float[given.length][];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = logits[given[i].intValue()];
                read.add(given[i].intValue());
            }
            return new RnnOutput(state.getManager().create(rows), new NDList(state.get(0).duplicate()));
        });
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
