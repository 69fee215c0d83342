package org.rnnkit.testkit.given;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/**
 * A model without learning whose next character depends on every character that it has read, in order: its state is a
 * number that each token changes. So the text of a prediction shows which characters the model was given.
 */
public final class Automaton implements LanguageModel {

    private static final int STATES = 9_973;

    private final int vocabSize;
    private final List<NDArray> made = new ArrayList<>();

    /**
     * Makes the model.
     *
     * @param vocabSize the number of tokens; token 0, unknown, is never predicted
     */
    public Automaton(int vocabSize) {
        this.vocabSize = vocabSize;
    }

    /** Returns the state after one more token. */
    public static int next(int state, int token) {
        return (state * 31 + token * 7 + 5) % STATES;
    }

    /** Returns the most likely token in a state. */
    public int likely(int state) {
        return 1 + (state / 3 + state % 11) % (vocabSize - 1);
    }

    /** Returns the text that a right prediction gives. */
    public String text(String prefix, int numPredictions, Vocabulary vocabulary) {
        int state = 0;
        for (char c : prefix.toCharArray()) {
            state = next(state, (int) vocabulary.getIndex(String.valueOf(c)));
        }
        return prefix + goOn(state, numPredictions, vocabulary);
    }

    /** Returns the characters that the model predicts, starting in a state. */
    public String goOn(int state, int numPredictions, Vocabulary vocabulary) {
        StringBuilder text = new StringBuilder();
        int at = state;
        for (int i = 0; i < numPredictions; i++) {
            text.append(vocabulary.getToken(likely(at)));
            at = next(at, likely(at));
        }
        return text.toString();
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        if (tokens.getShape().dimension() != 2) {
            throw new AssertionError("the model was given tokens of shape " + tokens.getShape()
                    + ", expected [batchSize, numSteps], here [1, 1] or [1, more]");
        }
        int batchSize = (int) tokens.getShape().get(0);
        int numSteps = (int) tokens.getShape().get(1);
        Number[] flat = tokens.toArray();
        float[] states = state.singletonOrThrow().toFloatArray();
        // All logits are slightly below 0, so code that starts a search for the largest with 0 fails.
        float[] logits = new float[numSteps * batchSize * vocabSize];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = -2 - i % vocabSize / (float) vocabSize;
        }
        for (int t = 0; t < numSteps; t++) {
            for (int b = 0; b < batchSize; b++) {
                states[b] = next((int) states[b], flat[b * numSteps + t].intValue());
                logits[(t * batchSize + b) * vocabSize + likely((int) states[b])] = -1.5f;
            }
        }
        NDManager owner = state.getManager();
        NDArray scores = owner.create(logits, new Shape(numSteps * batchSize, vocabSize));
        NDArray after = owner.create(states, new Shape(batchSize, 1));
        made.add(scores);
        made.add(after);
        return new RnnOutput(scores, new NDList(after));
    }

    @Override
    public NDList beginState(NDManager manager, int batchSize) {
        NDArray begin = manager.zeros(new Shape(batchSize, 1));
        made.add(begin);
        return new NDList(begin);
    }

    @Override
    public NDList parameters() {
        return new NDList();
    }

    /** Returns the number of arrays of this model that are still open. */
    public long alive() {
        return made.stream().filter(array -> !array.isReleased()).count();
    }
}
