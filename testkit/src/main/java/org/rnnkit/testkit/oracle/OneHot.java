package org.rnnkit.testkit.oracle;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.rnnkit.testkit.Slip;

/**
 * The one-hot vectors of step 1 as they come out with a known slip.
 *
 * @param tokens [batchSize][numSteps]
 * @param vocabSize the number of tokens in the vocabulary
 */
public record OneHot(int[][] tokens, int vocabSize) {

    private static final String NOT_FIRST = "time is not the first axis: exchange the first two axes, once";
    private static final String SQUEEZED = ", as by squeeze() without an axis: keep all three axes";
    private static final String MIDDLE = "the one-hot axis stands in the middle; it must be the last";
    private static final String TOO_MANY = "there is an axis too many: oneHot adds the last one itself";

    /** A value at time step t, sequence b and place v. */
    private interface Value {
        double at(int t, int b, int v);
    }

    /** Returns the wrong values of every known slip, time-major. */
    public Slip[] values() {
        int lastRow = tokens.length - 1;
        int lastStep = tokens[0].length - 1;
        return new Slip[] {
            slip("the tokens are reshaped instead of transposed (or the loops over batch and time are exchanged): the shape is "
                    + "right, but the sequences are mixed", this::reshaped),
            slip("the sequences stand in reverse order", (t, b, v) -> right(t, lastRow - b, v)),
            slip("the time steps stand in reverse order", (t, b, v) -> right(lastStep - t, b, v)),
            slip("every sequence gets the tokens of the first one", (t, b, v) -> right(t, 0, v)),
            slip("every time step gets the tokens of the first one", (t, b, v) -> right(0, b, v)),
            slip("the first time step is left out: it stays zero", (t, b, v) -> t == 0 ? 0 : right(t, b, v)),
            slip("the first sequence is left out: it stays zero", (t, b, v) -> b == 0 ? 0 : right(t, b, v)),
            slip("tokens are counted from 1: the 1 stands one place too far left", (t, b, v) -> right(t, b, v + 1)),
            slip("token 0 gets no 1: <unk> is a token like all others", (t, b, v) -> v == 0 ? 0 : right(t, b, v)),
            slip("the last token of the vocabulary gets no 1", (t, b, v) -> v == vocabSize - 1 ? 0 : right(t, b, v)),
            slip("the token's index stands where 1 should", (t, b, v) -> v * right(t, b, v)),
            slip("nothing is set to 1", (t, b, v) -> 0),
            slip("1 stands at every place up to the token, not at the token alone", (t, b, v) -> v <= tokens[b][t] ? 1 : 0)};
    }

    private double right(int t, int b, int v) {
        return tokens[b][t] == v ? 1 : 0;
    }

    private Slip slip(String words, Value value) {
        int batchSize = tokens.length;
        return new Slip(words, () -> IntStream.range(0, batchSize * tokens[0].length * vocabSize).mapToDouble(i -> value.at(
                i / vocabSize / batchSize, i / vocabSize % batchSize, i % vocabSize)).toArray());
    }

    /** Returns the wrong shapes of every known slip. */
    public Slip[] shapes() {
        long b = tokens.length;
        long t = tokens[0].length;
        long v = vocabSize;
        long most = Arrays.stream(tokens).flatMapToInt(Arrays::stream).max().orElseThrow();
        long[] longerThanOne = Arrays.stream(new long[] {t, b, v}).filter(size -> size != 1).toArray();
        return new Slip[] {
            Slip.of(NOT_FIRST, new Shape(b, t, v)),
            Slip.of("time and batch are flattened into one axis", new Shape(t * b, v)),
            Slip.of(MIDDLE, new Shape(t, v, b)),
            Slip.of(MIDDLE, new Shape(b, v, t)),
            Slip.of("the one-hot axis stands first: transpose() without arguments reverses all axes", new Shape(v, t, b)),
            Slip.of("there is one place too many: oneHot takes vocabSize, not vocabSize + 1", new Shape(t, b, v + 1)),
            Slip.of("28 is written into the code: use vocabSize", new Shape(t, b, 28)),
            Slip.of("a vector is as long as the largest token of the minibatch asks for; it must have vocabSize places",
                    new Shape(t, b, most + 1)),
            Slip.of("numSteps is given to oneHot where vocabSize should", new Shape(t, b, t)),
            Slip.of("a row is taken for a time step, or numSteps for batchSize: a time step is a column, [:, t]",
                    new Shape(t, t, v)),
            Slip.of("nothing is encoded: every token becomes a vector", new Shape(t, b)),
            Slip.of(TOO_MANY, new Shape(t, b, 1, v)),
            Slip.of(TOO_MANY, new Shape(b, t, 1, v)),
            Slip.of("only one time step is returned: the others are lost", new Shape(b, v)),
            Slip.of("only one sequence is returned: the others are lost", new Shape(t, v)),
            Slip.of("a minibatch of a single token loses an axis" + SQUEEZED,
                    t * b == 1 ? new Shape(1, v) : new Shape(t, b, v)),
            Slip.of("axes of size 1 are dropped" + SQUEEZED, new Shape(longerThanOne))};
    }

    /** Returns a value of the tokens in the order of the sequences, cut into rows of time steps. */
    private double reshaped(int t, int b, int v) {
        int index = t * tokens.length + b;
        int numSteps = tokens[0].length;
        return right(index % numSteps, index / numSteps, v);
    }
}
