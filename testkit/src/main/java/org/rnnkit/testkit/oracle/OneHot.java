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
    private static final String SMALL_TYPE = "the tokens go through a number type that is too small (";
    private static final String LONGER = "): keep int32 or int64, since a vocabulary may have thousands of tokens";

    /** A known slip in the values. */
    public enum Wrong implements Deviation {
        RESHAPED("the tokens are reshaped instead of transposed (or the loops over batch and time are exchanged): the shape is "
                + "right, but the sequences are mixed"),
        SQUARE("a square minibatch is not transposed: exchange its axes as those of any other"),
        REVERSED_STEPS("the time steps stand in reverse order"),
        REVERSED_ROWS("the sequences stand in reverse order"),
        FIRST_STEP("every time step shows the tokens of the first one"),
        FIRST_ROW("every sequence shows the tokens of the first one"),
        NO_FIRST_STEP("the first time step is left out: it stays zero"),
        NO_LAST_STEP("the last time step is left out: it stays zero"),
        NO_FIRST_ROW("the first sequence is left out: it stays zero"),
        NO_LAST_ROW("the last sequence is left out: it stays zero"),
        RIGHT("the 1 stands one place too far right"),
        RIGHT_AND_LOST("the 1 stands one place too far right, and the last token gets none"),
        LEFT("tokens are counted from 1: the 1 stands one place too far left"),
        NO_UNKNOWN("token 0 gets no 1: <unk> is a token like all others"),
        NO_LAST_TOKEN("the last token of the vocabulary gets no 1"),
        LAST_BUT_ONE("the last token of the vocabulary is taken for the one before it"),
        EXCHANGED("0 and 1 are exchanged"),
        MINUS_ONE("-1 stands where 0 should"),
        INDEX("the token's index stands where 1 should"),
        INDEX_EVERYWHERE("the token's index stands at every place"),
        ZEROS("nothing is set to 1"),
        ONES("every place is 1"),
        UP_TO("1 stands at every place up to the token, not at the token alone"),
        BEFORE("1 stands at every place before the token, not at the token alone"),
        AFTER("1 stands at every place after the token, not at the token alone"),
        BYTE(SMALL_TYPE + "a byte, which ends at 127" + LONGER),
        WRAPPED_BYTE(SMALL_TYPE + "a byte, which ends at 127" + LONGER),
        UNSIGNED_BYTE(SMALL_TYPE + "uint8, which ends at 255" + LONGER),
        HALF(SMALL_TYPE + "float16, which is exact up to 2048" + LONGER),
        HALF_PLACES(SMALL_TYPE + "float16, which is exact up to 2048" + LONGER);

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
                case SQUARE -> is(lastRow == lastStep ? tokens[t][b] : token, v);
                case REVERSED_STEPS -> is(tokens[b][lastStep - t], v);
                case REVERSED_ROWS -> is(tokens[lastRow - b][t], v);
                case FIRST_STEP -> is(tokens[b][0], v);
                case FIRST_ROW -> is(tokens[0][t], v);
                case NO_FIRST_STEP -> t == 0 ? 0 : is(token, v);
                case NO_LAST_STEP -> t == lastStep ? 0 : is(token, v);
                case NO_FIRST_ROW -> b == 0 ? 0 : is(token, v);
                case NO_LAST_ROW -> b == lastRow ? 0 : is(token, v);
                case RIGHT -> is((token + 1) % vocabSize, v);
                case RIGHT_AND_LOST -> is(token + 1, v);
                case LEFT -> is(token - 1, v);
                case NO_UNKNOWN -> v == 0 ? 0 : is(token, v);
                case NO_LAST_TOKEN -> v == vocabSize - 1 ? 0 : is(token, v);
                case LAST_BUT_ONE -> is(Math.min(token, Math.max(0, vocabSize - 2)), v);
                case EXCHANGED -> 1 - is(token, v);
                case MINUS_ONE -> 2 * is(token, v) - 1;
                case INDEX -> v * is(token, v);
                case INDEX_EVERYWHERE -> token;
                case ZEROS -> 0;
                case ONES -> 1;
                case UP_TO -> v <= token ? 1 : 0;
                case BEFORE -> v < token ? 1 : 0;
                case AFTER -> v > token ? 1 : 0;
                case BYTE -> is((byte) token, v);
                case WRAPPED_BYTE -> is(Math.floorMod((byte) token, vocabSize), v);
                case UNSIGNED_BYTE -> is(token & 0xff, v);
                case HALF -> is(half(token), v);
                case HALF_PLACES -> is(half(token), half(v));
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
            Slip.of("28 is written into the code, and time is not the first axis", new Shape(b, t, 28)),
            Slip.of("a vector is as long as the largest token of the minibatch asks for; it must have vocabSize places",
                    new Shape(t, b, most + 1)),
            Slip.of("a vector is as long as the largest token of the minibatch asks for instead of vocabSize, and time is not "
                    + "the first axis", new Shape(b, t, most + 1)),
            Slip.of("numSteps is given to oneHot where vocabSize should", new Shape(t, b, t)),
            Slip.of("batchSize is given to oneHot where vocabSize should", new Shape(t, b, b)),
            Slip.of("a time step is left out, the first or the last one", new Shape(t - 1, b, v)),
            Slip.of("batchSize is taken for numSteps", new Shape(b, b, v)),
            Slip.of("a row is taken for a time step, or numSteps for batchSize: a time step is a column, [:, t]",
                    new Shape(t, t, v)),
            Slip.of("nothing is encoded: every token becomes a vector", new Shape(t, b)),
            Slip.of("nothing is encoded: every token becomes a vector, and time is the first axis", new Shape(b, t)),
            Slip.of("every token is still one number, on an axis of its own: call oneHot", new Shape(t, b, 1)),
            Slip.of(TOO_MANY, new Shape(t, b, 1, v)),
            Slip.of(TOO_MANY, new Shape(b, t, 1, v)),
            Slip.of("only one time step is returned: the others are lost", new Shape(b, v)),
            Slip.of("only one sequence is returned: the others are lost", new Shape(t, v)),
            Slip.of("the axis of the batch is dropped if there is one sequence" + SQUEEZED,
                    b == 1 ? new Shape(t, v) : new Shape(t, b, v)),
            Slip.of("the axis of time is dropped if there is one time step" + SQUEEZED,
                    t == 1 ? new Shape(b, v) : new Shape(t, b, v)),
            Slip.of("a minibatch of a single token loses an axis" + SQUEEZED,
                    t * b == 1 ? new Shape(1, v) : new Shape(t, b, v)),
            Slip.of("axes of size 1 are dropped" + SQUEEZED, new Shape(longerThanOne))};
    }

    private static int flat(int[][] tokens, int index) {
        return tokens[index / tokens[0].length][index % tokens[0].length];
    }

    /** Rounds a number from 0 to 8192 to the next one in float16, which has eleven digits of two. */
    private static int half(int number) {
        int step = number <= 2048 ? 1 : number <= 4096 ? 2 : 4;
        return step * (int) Math.rint((double) number / step);
    }

    private static double is(int token, int place) {
        return token == place ? 1 : 0;
    }
}
