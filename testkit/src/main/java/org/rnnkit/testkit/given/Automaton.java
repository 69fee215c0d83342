package org.rnnkit.testkit.given;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rnnkit.testkit.Evidence;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.oracle.Writing;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/**
 * A model without learning whose next character depends on every character that it has read, in order. It refuses what a text
 * does not need, in words, and remembers what it has read.
 */
final class Automaton implements LanguageModel {

    /** A state of two arrays has its number divided by this, and the rest. */
    private static final int PART = 4096;

    private final Writing writing;
    private final NDArray parameter;
    private final boolean ownsResults;
    private final int parts;
    private final List<NDArray> made = new ArrayList<>();
    /** The tokens that were read on the way to each state. */
    private final Map<Integer, List<Integer>> texts = new HashMap<>(Map.of(Writing.BEGIN, List.of()));
    private final List<List<Integer>> read = new ArrayList<>();

    /**
     * Makes the model.
     *
     * @param writing its states and tokens
     * @param owner the owner of its parameter
     * @param ownsResults whether results belong to this owner, too, as if each operation began with the parameter; otherwise
     *     they belong to the owner of the state
     * @param parts the number of arrays of a state, one or two
     */
    Automaton(Writing writing, NDManager owner, boolean ownsResults, int parts) {
        this.writing = writing;
        this.parameter = owner.create(new float[] {writing.salt()});
        this.ownsResults = ownsResults;
        this.parts = parts;
        parameter.setRequiresGradient(true);
    }

    NDArray parameter() {
        return parameter;
    }

    /** Returns what was read: after each call, the tokens from the beginning of its text. */
    List<List<Integer>> read() {
        return List.copyOf(read);
    }

    /** Tells whether the tokens on the way to a state were read. */
    boolean hasRead(int state) {
        return texts.containsKey(state);
    }

    /** Returns the number of arrays of this model that are still open. */
    long alive() {
        return made.stream().filter(array -> !array.isReleased()).count();
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        return Evidence.given("net.forward", () -> read(tokens, state));
    }

    private RnnOutput read(NDArray tokens, NDList state) {
        requireOneText(tokens.getShape());
        Number[] given = tokens.toArray();
        int at = number(state);
        int vocabSize = writing.logits().length;
        float[] logits = new float[given.length * vocabSize];
        for (int t = 0; t < given.length; t++) {
            int token = given[t].intValue();
            Expect.that(token >= 0 && token < vocabSize, () -> "the model was given the token " + token + ", but the "
                    + "vocabulary has only the indices 0 to " + (vocabSize - 1) + ". A character's index is "
                    + "vocabulary.getIndex, and the most likely token's is argMax(1) of the last row of the logits; argMax() "
                    + "without an axis counts on over all rows"
                    + (token < 0 ? ". An index above 127 becomes negative in a byte, one above 32,767 in a short" : ""));
            List<Integer> before = texts.get(at);
            at = writing.next(at, token);
            texts.computeIfAbsent(at, key -> append(before, token));
            int first = writing.token(at, 0);
            System.arraycopy(writing.logits(), 0, logits, t * vocabSize + first, vocabSize - first);
            System.arraycopy(writing.logits(), vocabSize - first, logits, t * vocabSize, first);
        }
        read.add(texts.get(at));
        NDManager owner = ownsResults ? parameter.getManager() : state.getManager();
        NDArray scores = owner.create(logits, new Shape(given.length, vocabSize));
        made.add(scores);
        return new RnnOutput(scores, state(owner, at));
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

    /** Returns the number of a state that the model is given. */
    private int number(NDList state) {
        Expect.that(state.size() == parts, () -> "this model's state has " + arrays(parts) + ", but it was given "
                + arrays(state.size()) + ": keep every array of output.state()"
                + (state.size() < parts ? ", not only the first" : ", each once"));
        Shape shape = state.get(0).getShape();
        Expect.that(!shape.equals(new Shape(1, writing.logits().length)) || shape.size() == 1, "the model was given its logits "
                + "as the state: the next call needs output.state()");
        Expect.that(state.stream().allMatch(array -> array.getShape().equals(new Shape(1, 1))), () -> "the model was given a "
                + "state of shape " + shape + ", but beginState(manager, 1) and forward return (1, 1)");
        int[] numbers = state.stream().mapToInt(array -> (int) array.toFloatArray()[0]).toArray();
        int number = parts == 1 ? numbers[0] : numbers[0] * PART + numbers[1];
        Expect.that(parts == 1 || texts.containsKey(number) || texts.keySet().stream().noneMatch(s -> s / PART == numbers[0])
                || texts.keySet().stream().noneMatch(s -> s % PART == numbers[1]), "the model's state is two arrays, but it "
                + "was given one of them from one call and the other from another: hand on all arrays of output.state()");
        Expect.that(texts.containsKey(number), "the model was given a state that neither beginState nor forward has "
                + "returned in this call. Every call begins with net.beginState(manager, 1); keep the state in a local "
                + "variable, not in a field, which would keep it for the next call, and hand output.state() on as it is");
        return number;
    }

    private static String arrays(int number) {
        return number == 1 ? "one array" : number == 2 ? "two arrays" : number + " arrays";
    }

    private NDList state(NDManager owner, int number) {
        int[] numbers = parts == 1 ? new int[] {number} : new int[] {number / PART, number % PART};
        NDList state = new NDList();
        Arrays.stream(numbers).forEach(part -> state.add(owner.create(new float[] {part}, new Shape(1, 1))));
        made.addAll(state);
        return state;
    }

    @Override
    public NDList beginState(NDManager manager, int batchSize) {
        return Evidence.given("net.beginState", () -> {
            Expect.that(batchSize == 1, () -> "the model was asked for a state of " + batchSize + " sequences. A text is one "
                    + "sequence, however long it is: call net.beginState(manager, 1), and give the whole prefix, if at once, "
                    + "as tokens (1, its length)");
            return state(manager, Writing.BEGIN);
        });
    }

    @Override
    public NDList parameters() {
        return new NDList(parameter);
    }
}
