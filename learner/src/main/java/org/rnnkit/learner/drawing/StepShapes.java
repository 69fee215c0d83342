package org.rnnkit.learner.drawing;

import static org.rnnkit.learner.drawing.ChapterSizes.BATCH;
import static org.rnnkit.learner.drawing.ChapterSizes.HIDDENS;
import static org.rnnkit.learner.drawing.ChapterSizes.ROWS;
import static org.rnnkit.learner.drawing.ChapterSizes.STEPS;
import static org.rnnkit.learner.drawing.ChapterSizes.TRAINING;
import static org.rnnkit.learner.drawing.ChapterSizes.VOCAB;
import static org.rnnkit.learner.drawing.ChapterSizes.array;
import static org.rnnkit.learner.drawing.ChapterSizes.product;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.rnnkit.testkit.oracle.ParameterShapes;
import org.rnnkit.testkit.oracle.SamplingSlips;
import org.rnnkit.toolkit.Subsequences;

/** The arrays of each step, with the sizes of the training in chapter 9. */
final class StepShapes {

    private static final int[][] TOKENS = {{0, 2}, {1, 1}};
    private static final double[][] TABLE = {{0.5, 0}, {0, 1}, {-1, 2}};

    private StepShapes() {}

    /** Returns the rows of each step's drawing. Step 7 has another drawing. */
    static Map<Integer, Rows> all() {
        Map<Integer, Rows> steps = new TreeMap<>();
        steps.put(1, oneHot());
        steps.put(2, parameters());
        steps.put(3, state());
        steps.put(4, forward());
        steps.put(5, model());
        steps.put(6, prediction());
        steps.put(8, epoch());
        steps.put(9, training());
        steps.put(10, sampling());
        steps.put(11, embedding());
        steps.put(12, backward());
        steps.put(13, gates());
        return steps;
    }

    private static Rows oneHot() {
        return new Rows()
                .row(array("tokens", BATCH, STEPS), new Sign("→"), array("encoded", STEPS, BATCH, VOCAB))
                .words("The example: batchSize 2, numSteps 2, vocabSize 3")
                .row(tokens(), new Sign("→"), oneHot(0), oneHot(1));
    }

    private static Grid tokens() {
        return new Grid("tokens", List.of("t=0", "t=1"), List.of("row 0", "row 1"), cells(TOKENS));
    }

    private static Grid oneHot(int t) {
        int[][] rows = Arrays.stream(TOKENS)
                .map(row -> IntStream.range(0, TABLE.length).map(token -> token == row[t] ? 1 : 0).toArray())
                .toArray(int[][]::new);
        return new Grid("t=" + t, List.of(), List.of(), cells(rows));
    }

    private static Rows parameters() {
        List<ArrayBox> arrays = parameterArrays(i -> i + ": ");
        return new Rows().row(arrays.get(0), new Sign(" "), arrays.get(3)).row(arrays.get(1)).row(arrays.get(2), new Sign("  "),
                arrays.get(4));
    }

    private static List<ArrayBox> parameterArrays(IntFunction<String> prefix) {
        ParameterShapes shapes = new ParameterShapes(VOCAB, HIDDENS);
        return IntStream.range(0, ParameterShapes.NAMES.size())
                .mapToObj(i -> array(prefix.apply(i) + ParameterShapes.NAMES.get(i), shapes.right().get(i))).toList();
    }

    private static Rows state() {
        return new Rows().row(array("H: all 0", BATCH, HIDDENS))
                .words("the only array of the list; one row for each sequence");
    }

    private static Rows forward() {
        List<ArrayBox> p = parameterArrays(i -> "");
        ArrayBox x = array("X", BATCH, VOCAB);
        ArrayBox h = array("H", BATCH, HIDDENS);
        return new Rows()
                .words("One time step; H is the old state")
                .row(x, new Sign("·"), p.get(0), new Sign("→"), product("X W_xh", x, p.get(0)))
                .row(h, new Sign("·"), p.get(1), new Sign("→"), product("H W_hh", h, p.get(1)))
                .row(new Sign("+"), p.get(2), new Sign("added to every row; tanh of the sum: new H"))
                .row(array("new H", BATCH, HIDDENS), new Sign("·"), p.get(3), new Sign("→"), product("new H W_hq", h, p.get(3)))
                .row(new Sign("+"), p.get(4), new Sign("added to every row: Y, the logits"))
                .words("All steps: the rows of t=0, then those of t=1, and so on")
                .row(array("logits", ROWS, VOCAB), new Sign("and"), array("last H", BATCH, HIDDENS));
    }

    private static Rows model() {
        return new Rows()
                .row(array("tokens", BATCH, STEPS), new Sign("encode →"), array("inputs", STEPS, BATCH, VOCAB))
                .row(new Sign("the inputs,"), array("state", BATCH, HIDDENS), new Sign("and the parameters"))
                .words("↓ the forward function ↓")
                .row(array("logits", ROWS, VOCAB), new Sign("and"), array("new state", BATCH, HIDDENS));
    }

    /** Draws the example of the chapter: a model whose state is the sum of the indices, and whose guess has this index. */
    private static Rows prediction() {
        String letters = "?abcdef";
        String read = "ab";
        String[][] calls = new String[4][3];
        int sum = 0;
        for (int call = 0; call < calls[0].length; call++) {
            sum = (sum + letters.indexOf(read.charAt(call))) % letters.length();
            char guess = letters.charAt(sum);
            boolean warmUp = call + 1 < "ab".length();
            read += warmUp || call + 1 < read.length() ? "" : guess;
            calls[0][call] = String.valueOf(read.charAt(call));
            calls[1][call] = "H = " + sum;
            calls[2][call] = String.valueOf(guess);
            calls[3][call] = warmUp ? "thrown away" : "written";
        }
        return new Rows()
                .row(array("token", 1, 1), new Sign("and"), array("state", 1, HIDDENS), new Sign("→"),
                        array("logits", 1, VOCAB))
                .words("The example: predict(\"ab\", 2) reads a, b and c")
                .row(new Grid("", List.of("call 1", "call 2", "call 3"), List.of("reads", "state", "guess", "which is"),
                        calls));
    }

    private static Rows epoch() {
        return new Rows()
                .row(array("tokens", BATCH, STEPS), new Sign("forward →"), array("logits", ROWS, VOCAB))
                .row(array("labels", BATCH, STEPS), new Sign("transposed, flattened →"), array("labels", ROWS))
                .words("Both in the order of time: all of t=0, all of t=1, and so on")
                .words("loss(labels, logits): one number, the mean");
    }

    private static Rows training() {
        int minibatches = new Subsequences(TRAINING.tokens(), BATCH, STEPS, TRAINING.sampling(), 1).nextEpoch().size();
        return new Rows()
                .words("numEpochs times:")
                .row(new FramedText("getData, with a new offset each time"))
                .words(String.format(Locale.ROOT, "↓ %,d tokens in %d minibatches of this shape", TRAINING.tokens(),
                        minibatches))
                .row(array("tokens", BATCH, STEPS))
                .words("↓")
                .row(new FramedText("trainEpoch"), new Sign("→ EpochResult →"), new FramedText("monitor"))
                .words("and then:")
                .row(new FramedText("predict(\"time traveller\", 50)"), new FramedText("predict(\"traveller\", 50)"))
                .words("↓ TrainingResult: epochs [numEpochs], samples [2]");
    }

    private static Rows sampling() {
        double[] logits = {2, 1, 0, -1};
        List<String> letters = List.of("e", "t", "a", "i");
        String[][] cells = {cells(logits), probabilities(logits, 0.5), probabilities(logits, 1), probabilities(logits, 2)};
        return new Rows().row(array("logits", 1, VOCAB), new Sign("÷ T, softmax →"), array("p", 1, VOCAB))
                .words("Four of the numbers:")
                .row(new Grid("", letters, List.of("logits", "T = 0.5", "T = 1", "T = 2"), cells))
                .words("At T = 1, a drawn number u picks the piece that contains it:")
                .row(new Pieces(letters, SamplingSlips.softmax(logits, 1), 0.31));
    }

    private static String[] probabilities(double[] logits, double temperature) {
        return Arrays.stream(SamplingSlips.softmax(logits, temperature))
                .mapToObj(p -> String.format(Locale.ROOT, "%.2f", p)).toArray(String[]::new);
    }

    private static Rows embedding() {
        return new Rows()
                .words("The example: tokens [batchSize 2, numSteps 2],")
                .words("table [vocabSize 3, embedSize 2]")
                .row(tokens(), new Sign("and"), new Grid("table", List.of(), List.of("0", "1", "2"), cells(TABLE)))
                .words("↓ each token’s row of the table, time first ↓")
                .row(lookedUp(0), new Sign(" "), lookedUp(1))
                .words("rows [numSteps 2, batchSize 2, embedSize 2]");
    }

    private static Grid lookedUp(int t) {
        return new Grid("t=" + t, List.of(), List.of("row 0", "row 1"),
                cells(Arrays.stream(TOKENS).map(row -> TABLE[row[t]]).toArray(double[][]::new)));
    }

    private static Rows backward() {
        List<ArrayBox> p = parameterArrays(i -> "");
        ArrayBox inputs = array("Xᵀ", VOCAB, ROWS);
        ArrayBox before = array("Hᵀ", HIDDENS, ROWS);
        ArrayBox sums = array("dA", ROWS, HIDDENS);
        ArrayBox logits = array("dY", ROWS, VOCAB);
        return new Rows()
                .words("One product sums over all time steps and sequences:")
                .row(inputs, new Sign("·"), sums).row(new Sign("→"), product("d" + p.get(0).name(), inputs, sums))
                .words("In the same way, with H before each step and dA,")
                .words("and with H after each step and dY:")
                .row(product("d" + p.get(1).name(), before, sums), new Sign(" "),
                        product("d" + p.get(3).name(), before, logits));
    }

    private static Rows gates() {
        return new Rows()
                .row(array("W_xz, W_xr, W_xh", VOCAB, HIDDENS), new Sign(" "), array("W_hz, W_hr, W_hh", HIDDENS, HIDDENS))
                .row(array("b_z, b_r, b_h", HIDDENS))
                .row(array("W_hq", HIDDENS, VOCAB), new Sign(" "), array("b_q", VOCAB))
                .row(array("H, Z, R, C", BATCH, HIDDENS));
    }

    private static String[][] cells(int[][] numbers) {
        return Arrays.stream(numbers).map(row -> cells(IntStream.of(row).asDoubleStream().toArray())).toArray(String[][]::new);
    }

    private static String[][] cells(double[][] numbers) {
        return Arrays.stream(numbers).map(StepShapes::cells).toArray(String[][]::new);
    }

    private static String[] cells(double... numbers) {
        return DoubleStream.of(numbers).mapToObj(StepShapes::cell).toArray(String[]::new);
    }

    private static String cell(double number) {
        return (number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number)).replace('-', '−');
    }
}
