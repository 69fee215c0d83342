package org.rnnkit.grader.worker.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/**
 * A model that is not trained and expects the next tokens of a {@link TokenHash}, all with the same probability. Its state
 * is two arrays [batchSize, 1]. It counts its arrays that are still open.
 */
final class HashModel implements LanguageModel {

    private static final float NEVER = -1_000; // still lower if a number is added that is far larger
    /** Below 0, because code that starts a search for the largest with 0 is wrong. */
    private static final float LIKELY = -1.5f;

    private final int vocabSize;
    private final int choices;
    private final int least;
    private final float added;
    private final List<NDArray> made = new ArrayList<>();

    /**
     * Makes the model.
     *
     * @param choices the number of tokens that may come next
     * @param least the smallest token that may come next: 1, or 0 if the unknown token may, too
     * @param added a number that is added to each logit
     */
    HashModel(int vocabSize, int choices, int least, float added) {
        this.vocabSize = vocabSize;
        this.choices = choices;
        this.least = least;
        this.added = added;
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        if (tokens.getShape().dimension() != 2 || state.size() != 2) {
            throw new IllegalStateException("the model needs tokens [batchSize, numSteps] and a state of two arrays, but "
                    + "got " + tokens.getShape() + " and " + state.size());
        }
        int batchSize = (int) tokens.getShape().get(0);
        int numSteps = (int) tokens.getShape().get(1);
        if (state.stream().anyMatch(array -> !array.getShape().equals(new Shape(batchSize, 1)))) {
            throw new IllegalStateException("the model needs a state of as many sequences as the tokens have");
        }
        Number[] read = tokens.toArray();
        float[] first = state.get(0).toFloatArray();
        float[] second = state.get(1).toFloatArray();
        float[] logits = new float[numSteps * batchSize * vocabSize];
        Arrays.fill(logits, NEVER + added - Math.abs(added) / 2);
        for (int row = 0; row < batchSize; row++) {
            TokenHash hash = new TokenHash((int) first[row], (int) second[row]);
            for (int t = 0; t < numSteps; t++) {
                hash = hash.read(read[row * numSteps + t].intValue());
                for (int choice = 0; choice < choices; choice++) {
                    logits[(t * batchSize + row) * vocabSize + hash.next(choice, vocabSize, least)] = LIKELY + added;
                }
            }
            first[row] = hash.first();
            second[row] = hash.second();
        }
        NDManager owner = state.getManager();
        NDArray scores = owner.create(logits, new Shape(numSteps * batchSize, vocabSize));
        made.add(scores);
        return new RnnOutput(scores, state(owner, first, second));
    }

    @Override
    public NDList beginState(NDManager manager, int batchSize) {
        return state(manager, new float[batchSize], new float[batchSize]);
    }

    private NDList state(NDManager owner, float[] first, float[] second) {
        NDList state = new NDList(owner.create(first, new Shape(first.length, 1)),
                owner.create(second, new Shape(second.length, 1)));
        made.addAll(state);
        return state;
    }

    @Override
    public NDList parameters() {
        return new NDList();
    }

    /** Returns the number of this model's arrays that are still open. */
    long open() {
        return made.stream().filter(array -> !array.isReleased()).count();
    }
}
