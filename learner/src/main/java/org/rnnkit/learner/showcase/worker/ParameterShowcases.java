package org.rnnkit.learner.showcase.worker;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rnnkit.learner.showcase.worker.Pictures.Axis;
import org.rnnkit.learner.showcase.worker.Pictures.Bar;
import org.rnnkit.learner.showcase.worker.Pictures.Label;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/** Steps 2 and 5 at work: the network's five parameters. */
public final class ParameterShowcases {

    /** The names of the parameters, in their order. */
    static final List<String> NAMES = List.of("W_xh", "W_hh", "b_h", "W_hq", "b_q");

    /** The edge of the histogram, four standard deviations: of N(0, 0.01²), one weight in 16,000 lies beyond. */
    private static final double EDGE = 0.04;
    private static final int INTERVALS = 40;

    private ParameterShowcases() {}

    /** Returns the right shape of each parameter. */
    static List<long[]> shapes(int numHiddens) {
        int vocabSize = Story.vocabSize();
        return List.of(new long[] {vocabSize, numHiddens}, new long[] {numHiddens, numHiddens}, new long[] {numHiddens},
                new long[] {numHiddens, vocabSize}, new long[] {vocabSize});
    }

    /**
     * The values of the parameters that step 2 has made, counted.
     *
     * @param parts the five parameters
     * @param counts the number of weights in each interval of the histogram, all of the same width
     * @param outside the number of weights beyond its edges
     * @param mean the mean of all weights, without the biases
     * @param deviation their standard deviation
     */
    public record WeightStatistics(List<ParameterStatistics> parts, long[] counts, long outside, double mean,
            double deviation) {

        /** The vertical place of the horizontal axis, in pixels. */
        public static final int BASE = 226;

        private static final int LEFT = 20;
        private static final int TOP = 10;
        private static final double DEVIATION = 0.01;
        private static final int CURVE_POINTS = 80;
        private static final Axis ACROSS = new Axis(-EDGE, EDGE, LEFT, Pictures.WIDTH - LEFT);

        /** Returns the number of all weights. */
        public long numWeights() {
            return Arrays.stream(counts).sum() + outside;
        }

        /** Returns the width of an interval. */
        private double interval() {
            return 2 * EDGE / counts.length;
        }

        /** Returns the number of weights that an interval around a value should have, of N(0, 0.01²). */
        private double expected(double value) {
            return Math.max(1, numWeights()) * interval() * Math.exp(-value * value / (2 * DEVIATION * DEVIATION))
                    / (DEVIATION * Math.sqrt(2 * Math.PI));
        }

        private Axis up() {
            return new Axis(0, 1.05 * Math.max(Arrays.stream(counts).max().orElse(0), expected(0)), BASE, TOP);
        }

        /** Lists the bars of the histogram. */
        public List<Bar> bars() {
            List<Bar> bars = new ArrayList<>();
            for (int i = 0; i < counts.length; i++) {
                double left = ACROSS.pixel(-EDGE + i * interval());
                double right = ACROSS.pixel(-EDGE + (i + 1) * interval());
                double top = up().pixel(counts[i]);
                bars.add(Bar.of(left, top, right - left - 1, BASE - top));
            }
            return bars;
        }

        /** Returns the density that the weights should have, as the corners of a line. */
        public String density() {
            return IntStream.rangeClosed(0, CURVE_POINTS).mapToDouble(i -> -EDGE + i * 2 * EDGE / CURVE_POINTS)
                    .mapToObj(value -> ACROSS.place(value) + "," + up().place(expected(value)))
                    .collect(Collectors.joining(" "));
        }

        /** Lists the numbers below the horizontal axis. */
        public List<Label> ticks() {
            return IntStream.rangeClosed(-3, 3).mapToDouble(i -> i * DEVIATION).mapToObj(value -> new Label(
                    ACROSS.place(value), String.valueOf(BASE + 22), Pictures.number(value, 2))).toList();
        }

        /** Returns the rows of the table: the parameters in numbers, with the share of values that are exactly 0. */
        public List<List<String>> table() {
            return parts.stream().map(part -> List.of(part.name(), Pictures.count(part.size()),
                    Pictures.number(part.mean(), 5), Pictures.number(part.deviation(), 5),
                    Pictures.number(100.0 * part.zeros() / Math.max(1, part.size()), 0) + " %")).toList();
        }
    }

    /**
     * One parameter in numbers.
     *
     * @param name its symbol
     * @param size the number of its values
     * @param mean their mean
     * @param deviation their standard deviation
     * @param zeros how many of them are exactly 0
     */
    public record ParameterStatistics(String name, long size, double mean, double deviation, long zeros) {}

    /** Counts the values that step 2 makes. */
    static WeightStatistics weights(int numHiddens, NDManager manager) {
        NDList parameters = ResultChecks.list(RnnParameters.initialize(manager, Story.vocabSize(), numHiddens),
                "The result of RnnParameters.initialize", NAMES.size());
        List<ParameterStatistics> parts = new ArrayList<>();
        NDList matrices = new NDList();
        for (int i = 0; i < NAMES.size(); i++) {
            long[] shape = shapes(numHiddens).get(i);
            float[] values = ResultChecks.floats(parameters.get(i), NAMES.get(i), shape);
            parts.add(new ParameterStatistics(NAMES.get(i), values.length, mean(values), deviation(values),
                    Pictures.stream(values).filter(value -> value == 0).count()));
            if (shape.length == 2) {
                matrices.add(parameters.get(i));
            }
        }
        float[] weights = GradientShowcases.flat(matrices);
        long[] counts = new long[INTERVALS];
        long outside = 0;
        for (float weight : weights) {
            int interval = (int) Math.floor((weight + EDGE) / (2 * EDGE) * INTERVALS);
            if (interval >= 0 && interval < INTERVALS) {
                counts[interval]++;
            } else {
                outside++;
            }
        }
        return new WeightStatistics(parts, counts, outside, mean(weights), deviation(weights));
    }

    private static double mean(float[] values) {
        return Pictures.stream(values).average().orElseThrow();
    }

    private static double deviation(float[] values) {
        double mean = mean(values);
        return Math.sqrt(Pictures.stream(values).map(value -> Math.pow(value - mean, 2)).average().orElseThrow());
    }

    /**
     * The parts of a model.
     *
     * @param vocabSize the number of tokens
     * @param numHiddens the number of hidden units
     * @param parts its parameters, in their order
     */
    public record ModelParts(int vocabSize, int numHiddens, List<ModelPart> parts) {

        private static final int[][] PLACES = {{116, 120}, {252, 10}, {252, 210}, {404, 120}, {404, 210}};
        private static final List<String> ROLES = List.of("from the input to the state", "from the old state to the new one",
                "added to the state", "from the state to the output", "added to the output");

        /** A box of the drawing at a place in pixels, which is also a row of the table. */
        public record Box(int x, int y, String name, String shape, String count, String share, String role) {}

        /** Returns the number of all values. */
        public long total() {
            return parts.stream().mapToLong(ModelPart::count).sum();
        }

        /** Lists a box for each parameter. */
        public List<Box> boxes() {
            List<Box> boxes = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                ModelPart part = parts.get(i);
                String shape = Arrays.stream(part.shape()).mapToObj(String::valueOf).collect(Collectors.joining(" × "));
                boxes.add(new Box(PLACES[i][0], PLACES[i][1], part.name(), shape, Pictures.count(part.count()),
                        Pictures.number(100.0 * part.count() / total(), 1) + " %", ROLES.get(i)));
            }
            return boxes;
        }
    }

    /**
     * One parameter of a model.
     *
     * @param name its symbol
     * @param shape its shape
     */
    public record ModelPart(String name, long[] shape) {

        /** Returns the number of its values. */
        public long count() {
            return shape.length == 1 ? shape[0] : shape[0] * shape[1];
        }
    }

    /** Takes the model of step 5 apart. */
    static ModelParts model(int numHiddens, NDManager manager) {
        LanguageModel net = Story.network(manager, numHiddens);
        NDList parameters = ResultChecks.list(net.parameters(), "The result of parameters()", NAMES.size());
        // A model that can't be run is no model.
        RnnOutput output = ResultChecks.output(net.forward(Story.indices(manager, List.of("a")), net.beginState(manager, 1)));
        ResultChecks.floats(output.logits(), "The array of logits", 1, Story.vocabSize());
        List<ModelPart> parts = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            long[] shape = shapes(numHiddens).get(i);
            ResultChecks.floats(parameters.get(i), NAMES.get(i), shape);
            parts.add(new ModelPart(NAMES.get(i), shape));
        }
        return new ModelParts(Story.vocabSize(), numHiddens, parts);
    }
}
