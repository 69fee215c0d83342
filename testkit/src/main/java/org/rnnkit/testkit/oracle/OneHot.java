package org.rnnkit.testkit.oracle;

import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.rnnkit.testkit.Deviation;
import org.rnnkit.testkit.Slip;

/** The one-hot vectors of step 1 as they come out with a known slip. */
public final class OneHot {

    private static final String NOT_FIRST = "time is not the first axis: exchange the first two axes, once";
    private static final String SQUEEZED = ", as by squeeze() without an axis: keep all three axes";
    private static final String MIDDLE = "the one-hot axis stands in the middle; it must be the last";
    private static final String TOO_MANY = "there is an axis too many: oneHot adds the last one itself";

    /** A known slip in the values. */
    public enum Wrong implements Deviation {
        RESHAPED("the tokens are reshaped instead of transposed (or the loops over batch and time are exchanged): the shape is "
                + "right, but the sequences are mixed"),
        REVERSED_ROWS("the sequences stand in reverse order"),
        NO_FIRST_STEP("the first time step is left out: it stays zero"),
        NO_LAST_STEP("the last time step is left out: it stays zero"),
        NO_FIRST_ROW("the first sequence is left out: it stays zero"),
        NO_LAST_ROW("the last sequence is left out: it stays zero"),
        RIGHT("the 1 stands one place too far right"),
        LEFT("tokens are counted from 1: the 1 stands one place too far left"),
        NO_UNKNOWN("token 0 gets no 1: <unk> is a token like all others"),
        NO_LAST_TOKEN("the last token of the vocabulary gets no 1"),
        INDEX("the token's index stands where 1 should"),
        ZEROS("nothing is set to 1"),
        UP_TO("1 stands at every place up to the token, not at the token alone");

        private final String words;

        Wrong(String words) {
            this.words = words;
        }

        @Override
        public String words() {
            return words;
        }

        /** Returns the value at time step t, sequence b and place v. */
        private double at(int[][] tokens, int vocabSize, int t, int b, int v) {
            int token = tokens[b][t];
            int lastRow = tokens.length - 1;
            int lastStep = tokens[0].length - 1;
            return switch (this) {
                case RESHAPED -> is(flat(tokens, t * tokens.length + b), v);
                case REVERSED_ROWS -> is(tokens[lastRow - b][t], v);
                case NO_FIRST_STEP -> t == 0 ? 0 : is(token, v);
                case NO_LAST_STEP -> t == lastStep ? 0 : is(token, v);
                case NO_FIRST_ROW -> b == 0 ? 0 : is(token, v);
                case NO_LAST_ROW -> b == lastRow ? 0 : is(token, v);
                case RIGHT -> is(token + 1, v);
                case LEFT -> is(token - 1, v);
                case NO_UNKNOWN -> v == 0 ? 0 : is(token, v);
                case NO_LAST_TOKEN -> v == vocabSize - 1 ? 0 : is(token, v);
                case INDEX -> v * is(token, v);
                case ZEROS -> 0;
                case UP_TO -> v <= token ? 1 : 0;
            };
        }
    }

    private OneHot() {}

    /** Returns the values with a slip, time-major, a row for each token. */
    public static double[][] values(Wrong wrong, int[][] tokens, int vocabSize) {
        int batchSize = tokens.length;
        double[][] rows = new double[tokens[0].length * batchSize][vocabSize];
        for (int row = 0; row < rows.length; row++) {
            int t = row / batchSize;
            int b = row % batchSize;
            Arrays.setAll(rows[row], v -> wrong.at(tokens, vocabSize, t, b, v));
        }
        return rows;
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
            Slip.of(MIDDLE, new Shape(t, v, b)),
            Slip.of(MIDDLE, new Shape(b, v, t)),
            Slip.of("the one-hot axis stands first: transpose() without arguments reverses all axes", new Shape(v, t, b)),
            Slip.of("the one-hot axis stands first; it must be the last", new Shape(v, b, t)),
            Slip.of("there is one place too many: oneHot takes vocabSize, not vocabSize + 1", new Shape(t, b, v + 1)),
            Slip.of("28 is written into the code: use vocabSize", new Shape(t, b, 28)),
            Slip.of("a vector is as long as the largest token of the minibatch asks for; it must have vocabSize places",
                    new Shape(t, b, most + 1)),
            Slip.of("numSteps is given to oneHot where vocabSize should", new Shape(t, b, t)),
            Slip.of("a row is taken for a time step, or numSteps for batchSize: a time step is a column, [:, t]",
                    new Shape(t, t, v)),
            Slip.of("nothing is encoded: every token becomes a vector", new Shape(t, b)),
            Slip.of("every token is still one number, on an axis of its own: call oneHot", new Shape(t, b, 1)),
            Slip.of(TOO_MANY, new Shape(t, b, 1, v)),
            Slip.of(TOO_MANY, new Shape(b, t, 1, v)),
            Slip.of("only one time step is returned: the others are lost", new Shape(b, v)),
            Slip.of("only one sequence is returned: the others are lost", new Shape(t, v)),
            Slip.of("a minibatch of a single token loses an axis" + SQUEEZED,
                    t * b == 1 ? new Shape(1, v) : new Shape(t, b, v)),
            Slip.of("axes of size 1 are dropped" + SQUEEZED, new Shape(longerThanOne))};
    }

    private static int flat(int[][] tokens, int index) {
        return tokens[index / tokens[0].length][index % tokens[0].length];
    }

    private static double is(int token, int place) {
        return token == place ? 1 : 0;
    }
}
