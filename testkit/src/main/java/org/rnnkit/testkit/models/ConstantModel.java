package org.rnnkit.testkit.models;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/** A model that always expects the same token. It keeps its results, and returns the same arrays each time. */
public final class ConstantModel implements LanguageModel {

    private final NDManager owner;
    private final List<RnnOutput> kept;
    private final List<NDArray> arrays;

    /**
     * Makes the model.
     *
     * @param owner the owner of what it keeps, an output for each number of tokens
     * @param vocabSize the number of tokens in the vocabulary
     * @param token the token that it expects
     * @param length the largest number of tokens that it can read at once
     */
    public ConstantModel(NDManager owner, int vocabSize, int token, int length) {
        this.owner = owner;
        NDArray likely = owner.create(new int[] {token}).oneHot(vocabSize);
        kept = IntStream.rangeClosed(1, length).mapToObj(tokens -> new RnnOutput(likely.repeat(0, tokens),
                new NDList(owner.zeros(new Shape(1, 1))))).toList();
        arrays = kept.stream().flatMap(output -> Stream.of(output.logits(), output.state().get(0))).toList();
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        return kept.get((int) tokens.size() - 1);
    }

    @Override
    public NDList beginState(NDManager manager, int batchSize) {
        return new NDList(manager.zeros(new Shape(batchSize, 1)));
    }

    @Override
    public NDList parameters() {
        return new NDList();
    }

    /** Tells whether a kept array was given to another manager. */
    public boolean hasLostArrays() {
        return arrays.stream().anyMatch(array -> !array.isReleased() && array.getManager() != owner);
    }

    /** Returns the number of kept arrays that were closed. */
    public long closed() {
        return arrays.stream().filter(NDArray::isReleased).count();
    }
}
