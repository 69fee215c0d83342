package org.rnnkit.testkit.slips;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.rnnkit.testkit.Slip;

/** The wrong shapes and values of one-hot vectors, one for each known slip. */
public final class OneHotSlips {

    private static final String NOT_FIRST = "time is not the first axis: exchange the first two axes, once";

    private static final String SQUEEZED = ", as by squeeze() without an axis: keep all three axes";

    /** One value of a wrong result, at time step t, sequence b and place v. */
    private interface Wrong {
        double at(int t, int b, int v);
    }

    private final int[][] tokens;
    private final int batchSize;
    private final int numSteps;
    private final int vocabSize;
    private final List<Slip> values = new ArrayList<>();

    private OneHotSlips(int[][] tokens, int vocabSize) {
        this.tokens = tokens;
        this.batchSize = tokens.length;
        this.numSteps = tokens[0].length;
        this.vocabSize = vocabSize;
    }

    /** Returns the wrong shapes of every known slip. */
    public static Slip[] shapes(int[][] tokens, int vocabSize) {
        long b = tokens.length;
        long t = tokens[0].length;
        long v = vocabSize;
        long most = Arrays.stream(tokens).flatMapToInt(Arrays::stream).max().orElseThrow();
        long[] longerThanOne = Arrays.stream(new long[] {t, b, v}).filter(size -> size != 1).toArray();
        return new Slip[] {
            Slip.of(NOT_FIRST, new Shape(b, t, v)),
            Slip.of("time and batch are flattened into one axis", new Shape(t * b, v)),
            Slip.of("the one-hot axis stands in the middle; it must be the last", new Shape(t, v, b)),
            Slip.of("the one-hot axis stands in the middle; it must be the last", new Shape(b, v, t)),
            Slip.of("the one-hot axis stands first: transpose() without arguments reverses all axes", new Shape(v, t, b)),
            Slip.of("the one-hot axis stands first; it must be the last", new Shape(v, b, t)),
            Slip.of("there is one place too many: oneHot takes vocabSize, not vocabSize + 1", new Shape(t, b, v + 1)),
            Slip.of("28 is written into the code: use vocabSize", new Shape(t, b, 28)),
            Slip.of("28 is written into the code, and time is not the first axis", new Shape(b, t, 28)),
            Slip.of("a vector is as long as the largest token of the minibatch asks for; it must have vocabSize places",
                    new Shape(t, b, most + 1)),
            most + 1 == v ? Slip.of(NOT_FIRST, new Shape(b, t, v)) : Slip.of("a vector is as long as the largest token of the "
                    + "minibatch asks for instead of vocabSize, and time is not the first axis", new Shape(b, t, most + 1)),
            Slip.of("numSteps is given to oneHot where vocabSize should", new Shape(t, b, t)),
            Slip.of("batchSize is given to oneHot where vocabSize should", new Shape(t, b, b)),
            Slip.of("a time step is left out, the first or the last one", new Shape(t - 1, b, v)),
            Slip.of("batchSize is taken for numSteps", new Shape(b, b, v)),
            Slip.of("a row is taken for a time step, or numSteps for batchSize: a time step is a column, [:, t]",
                    new Shape(t, t, v)),
            Slip.of("nothing is encoded: every token becomes a vector", new Shape(t, b)),
            Slip.of("nothing is encoded: every token becomes a vector, and time is the first axis", new Shape(b, t)),
            Slip.of("every token is still one number, on an axis of its own: call oneHot", new Shape(t, b, 1)),
            Slip.of("there is an axis too many: oneHot adds the last one itself", new Shape(t, b, 1, v)),
            Slip.of("there is an axis too many: oneHot adds the last one itself", new Shape(b, t, 1, v)),
            Slip.of("only one time step is returned: the others are lost", new Shape(b, v)),
            Slip.of("only one sequence is returned: the others are lost", new Shape(t, v)),
            Slip.of("the axis of the batch is dropped if there is one sequence" + SQUEEZED,
                    b == 1 ? new Shape(t, v) : new Shape(t, b, v)),
            Slip.of("the axis of time is dropped if there is one time step" + SQUEEZED,
                    t == 1 ? new Shape(b, v) : new Shape(t, b, v)),
            Slip.of("axes of size 1 are dropped" + SQUEEZED, new Shape(longerThanOne))};
    }

    /** Returns the wrong values. */
    public static Slip[] values(int[][] tokens, int vocabSize) {
        return new OneHotSlips(tokens, vocabSize).all();
    }

    /** Returns the wrong values, also of tokens that are turned into a number type that is too small for them. */
    public static Slip[] valuesAndSmallTypes(int[][] tokens, int vocabSize) {
        return Stream.of(values(tokens, vocabSize), smallTypes(tokens, vocabSize)).flatMap(Arrays::stream).toArray(Slip[]::new);
    }

    /** Returns the wrong values of tokens that are turned into a number type that is too small for them. */
    public static Slip[] smallTypes(int[][] tokens, int vocabSize) {
        OneHotSlips slips = new OneHotSlips(tokens, vocabSize);
        String words = "the tokens go through a number type that is too small (";
        String longer = "): keep int32 or int64, since a vocabulary may have thousands of tokens";
        slips.add(words + "a byte, which ends at 127" + longer, (t, b, v) -> is((byte) tokens[b][t], v));
        slips.add(words + "a byte, which ends at 127" + longer,
                (t, b, v) -> is(Math.floorMod((byte) tokens[b][t], vocabSize), v));
        slips.add(words + "uint8, which ends at 255" + longer, (t, b, v) -> is(tokens[b][t] & 0xff, v));
        slips.add(words + "float16, which is exact up to 2048" + longer, (t, b, v) -> is(half(tokens[b][t]), v));
        slips.add(words + "float16, which is exact up to 2048" + longer, (t, b, v) -> is(half(tokens[b][t]), half(v)));
        return slips.values.toArray(Slip[]::new);
    }

    /** Rounds a number from 0 to 4096 to the next one in float16: above 2048 only even numbers are left. */
    private static int half(int number) {
        return number <= 2048 ? number : 2 * (int) Math.rint(number / 2.0);
    }

    private Slip[] all() {
        int[] flat = Arrays.stream(tokens).flatMapToInt(Arrays::stream).toArray();
        int lastStep = numSteps - 1;
        int lastRow = batchSize - 1;
        add("the tokens are reshaped instead of transposed (or the loops over batch and time are exchanged): the shape is "
                + "right, but the sequences are mixed",
                (t, b, v) -> is(flat[t * batchSize + b], v));
        if (batchSize == numSteps) {
            add("a square minibatch is not transposed: exchange its axes as those of any other",
                    (t, b, v) -> is(tokens[t][b], v));
        }
        add("the time steps stand in reverse order", (t, b, v) -> is(tokens[b][lastStep - t], v));
        add("the sequences stand in reverse order", (t, b, v) -> is(tokens[lastRow - b][t], v));
        add("every time step shows the tokens of the first one", (t, b, v) -> is(tokens[b][0], v));
        add("every sequence shows the tokens of the first one", (t, b, v) -> is(tokens[0][t], v));
        add("the first time step is left out: it stays zero", (t, b, v) -> t == 0 ? 0 : one(t, b, v));
        add("the last time step is left out: it stays zero", (t, b, v) -> t == lastStep ? 0 : one(t, b, v));
        add("the first sequence is left out: it stays zero", (t, b, v) -> b == 0 ? 0 : one(t, b, v));
        add("the last sequence is left out: it stays zero", (t, b, v) -> b == lastRow ? 0 : one(t, b, v));
        add("the 1 stands one place too far right", (t, b, v) -> is((tokens[b][t] + 1) % vocabSize, v));
        add("the 1 stands one place too far right, and the last token gets none", (t, b, v) -> is(tokens[b][t] + 1, v));
        add("tokens are counted from 1: the 1 stands one place too far left", (t, b, v) -> is(tokens[b][t] - 1, v));
        add("token 0 gets no 1: <unk> is a token like all others", (t, b, v) -> v == 0 ? 0 : one(t, b, v));
        add("the last token of the vocabulary gets no 1", (t, b, v) -> v == vocabSize - 1 ? 0 : one(t, b, v));
        add("the last token of the vocabulary is taken for the one before it",
                (t, b, v) -> is(Math.min(tokens[b][t], Math.max(0, vocabSize - 2)), v));
        add("0 and 1 are exchanged", (t, b, v) -> 1 - one(t, b, v));
        add("-1 stands where 0 should", (t, b, v) -> 2 * one(t, b, v) - 1);
        add("the token's index stands where 1 should", (t, b, v) -> v * one(t, b, v));
        add("the token's index stands at every place", (t, b, v) -> tokens[b][t]);
        add("nothing is set to 1", (t, b, v) -> 0);
        add("every place is 1", (t, b, v) -> 1);
        add("1 stands at every place up to the token, not at the token alone", (t, b, v) -> v <= tokens[b][t] ? 1 : 0);
        add("1 stands at every place before the token, not at the token alone", (t, b, v) -> v < tokens[b][t] ? 1 : 0);
        add("1 stands at every place after the token, not at the token alone", (t, b, v) -> v > tokens[b][t] ? 1 : 0);
        return values.toArray(Slip[]::new);
    }

    private static double is(int token, int place) {
        return token == place ? 1 : 0;
    }

    private double one(int t, int b, int v) {
        return is(tokens[b][t], v);
    }

    private void add(String words, Wrong wrong) {
        double[] result = new double[numSteps * batchSize * vocabSize];
        Arrays.setAll(result, i -> wrong.at(i / vocabSize / batchSize, i / vocabSize % batchSize, i % vocabSize));
        values.add(new Slip(words, result));
    }
}
