package org.rnnkit.testkit.given;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import org.rnnkit.testkit.Expect;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/**
 * A model without learning whose next character depends on every character that it has read, in order: its state is a
 * number that each token changes. So the text of a prediction shows which characters the model was given.
 */
public final class Automaton implements LanguageModel {

    /** So many that two texts hardly ever lead to the same state, and few enough for float32 to be exact. */
    private static final int STATES = 8_388_593;

    private final int vocabSize;
    /** The token that is never predicted; -1 if each one may be. */
    private final int neverPredicted;
    private final float scale;
    private final float added;
    private final List<NDArray> made = new ArrayList<>();

    /** The tokens that were read on the way to each state of this call. */
    private final Map<Integer, List<Integer>> texts = new HashMap<>(Map.of(0, List.of()));
    private final List<List<Integer>> read = new ArrayList<>();

    /**
     * Makes the model.
     *
     * @param vocabSize the number of tokens; token 0, unknown, is never predicted
     */
    public Automaton(int vocabSize) {
        this(vocabSize, 0, 1, 0);
    }

    private Automaton(int vocabSize, int neverPredicted, float scale, float added) {
        this.vocabSize = vocabSize;
        this.neverPredicted = neverPredicted;
        this.scale = scale;
        this.added = added;
    }

    /** Returns a model that predicts every token, the unknown one, too. */
    public static Automaton withUnknown(int vocabSize) {
        return new Automaton(vocabSize, -1, 1, 0);
    }

    /** Returns a model that predicts every token except the unknown one, which is the last. */
    public static Automaton withUnknownLast(int vocabSize) {
        return new Automaton(vocabSize, vocabSize - 1, 1, 0);
    }

    /** Returns a model whose logits are far below 0, one of them infinitely far; token 0, unknown, is never predicted. */
    public static Automaton withLowLogits(int vocabSize) {
        return new Automaton(vocabSize, 0, 1e30f, 0);
    }

    /** Returns a model whose logits are so far above 0 that exp of each is infinite in float32. */
    public static Automaton withHighLogits(int vocabSize) {
        return new Automaton(vocabSize, 0, 1, 10_000);
    }

    /** Notes that a new call of the step begins: states of earlier calls are wrong from now on. */
    public void newCall() {
        texts.clear();
        texts.put(0, List.of());
        read.clear();
    }

    /** Returns what was read in this call: after each token, the tokens from the beginning of its text. */
    public List<List<Integer>> read() {
        return List.copyOf(read);
    }

    /** Returns the state after one more token. */
    public static int next(int state, int token) {
        return (state * 31 + token * 7 + 5) % STATES;
    }

    /** Returns the most likely token in a state. */
    public int likely(int state) {
        if (neverPredicted < 0) {
            return (state / 3 + state % 11) % vocabSize;
        }
        int token = (state / 3 + state % 11) % (vocabSize - 1);
        return token < neverPredicted ? token : token + 1;
    }

    /** Returns the token with the smallest logit in a state. */
    int leastLikely(int state) {
        return likely(state) == vocabSize - 1 ? vocabSize - 2 : vocabSize - 1;
    }

    /** Returns the token with the second largest logit in a state. */
    int secondLikely(int state) {
        return likely(state) == 1 ? 2 : 1; // never 0, which code that finds no largest logit takes
    }

    int vocabSize() {
        return vocabSize;
    }

    /** Tells whether all logits are far below 0. */
    boolean hasLowLogits() {
        return scale > 1;
    }

    /** Tells whether all logits are far above 0. */
    boolean hasHighLogits() {
        return added > 0;
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
        return generate(state, numPredictions, this::likely, Automaton::next).stream().map(vocabulary::getToken)
                .collect(Collectors.joining());
    }

    /**
     * Returns the tokens that a prediction writes, right or wrong, starting in a state.
     *
     * @param begin the state
     * @param length the number of tokens
     * @param choice chooses the token in a state
     * @param reading returns the state after the one in which a token was chosen
     */
    static List<Integer> generate(int begin, int length, IntUnaryOperator choice, IntBinaryOperator reading) {
        List<Integer> written = new ArrayList<>();
        int state = begin;
        while (written.size() < length) {
            int token = choice.applyAsInt(state);
            written.add(token);
            state = reading.applyAsInt(state, token);
        }
        return written;
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        requireOneText(tokens.getShape());
        requireOneState(state);
        Number[] given = tokens.toArray();
        int at = (int) state.get(0).toFloatArray()[0];
        List<Integer> text = text(at);
        // Usually all logits are slightly below 0, so code that starts a search for the largest with 0 fails. Only the two
        // largest depend on the state.
        float[] logits = new float[given.length * vocabSize];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = added + scale * (-2 - i % vocabSize / (float) vocabSize);
        }
        for (int t = 0; t < given.length; t++) {
            int token = given[t].intValue();
            Expect.that(token >= 0 && token < vocabSize, () -> "the model was given the token " + token + ", but the "
                    + "vocabulary has only the indices 0 to " + (vocabSize - 1) + ". A character's index is "
                    + "vocabulary.getIndex, and the most likely token's is argMax(1) of the last row of the logits; argMax() "
                    + "without an axis counts on over all rows"
                    + (token < 0 ? ". An index above 127 becomes negative in a byte, one above 32,767 in a short" : ""));
            at = next(at, token);
            text = append(text, token);
            texts.put(at, text);
            read.add(text);
            logits[t * vocabSize + secondLikely(at)] = added + scale * -1.95f;
            logits[t * vocabSize + likely(at)] = added + scale * -1.5f;
            if (scale > 1) {
                logits[t * vocabSize + leastLikely(at)] = Float.NEGATIVE_INFINITY;
            }
        }
        NDManager owner = state.getManager();
        NDArray scores = owner.create(logits, new Shape(given.length, vocabSize));
        NDArray after = owner.create(new float[] {at}, new Shape(1, 1));
        made.add(scores);
        made.add(after);
        return new RnnOutput(scores, new NDList(after));
    }

    private static List<Integer> append(List<Integer> text, int token) {
        List<Integer> longer = new ArrayList<>(text);
        longer.add(token);
        return longer;
    }

    private static void requireOneText(Shape tokens) {
        Expect.that(tokens.dimension() == 2, () -> "the model was given tokens of shape " + tokens + ", expected "
                + "[batchSize, numSteps]: (1, 1) for one character, as create(new long[][] {{token}}) makes it");
        Expect.that(tokens.get(0) == 1, () -> "the model was given tokens of shape " + tokens + ", which are " + tokens.get(0)
                + " texts of length " + tokens.get(1) + ". A prefix is one text: its tokens are (1, " + tokens.size() + ")");
    }

    private void requireOneState(NDList state) {
        Expect.that(state.size() == 1, () -> "the model was given a state of " + state.size() + " arrays, but beginState and "
                + "forward return one array");
        Shape shape = state.get(0).getShape();
        Expect.that(!shape.equals(new Shape(1, vocabSize)), "the model was given its logits as the state: the next call needs "
                + "output.state()");
        Expect.that(shape.equals(new Shape(1, 1)), () -> "the model was given a state of shape " + shape + ", but beginState("
                + "manager, 1) and forward return (1, 1)");
    }

    /** Returns the tokens read on the way to a state that the model is given. */
    private List<Integer> text(int state) {
        Expect.that(texts.containsKey(state), "the model was given a state that neither beginState nor forward has returned in "
                + "this call. Every call begins with net.beginState(manager, 1); keep the state in a local variable, not in a "
                + "field, which would keep it for the next call, and hand output.state() on as it is");
        return texts.get(state);
    }

    @Override
    public NDList beginState(NDManager manager, int batchSize) {
        Expect.that(batchSize == 1, () -> "the model was asked for a state of " + batchSize + " sequences. A text is one "
                + "sequence, however long it is: call net.beginState(manager, 1), and give the whole prefix, if at once, "
                + "as tokens (1, its length)");
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
