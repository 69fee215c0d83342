package org.rnnkit.learner.showcase;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.rnnkit.learner.showcase.Pictures.Axis;
import org.rnnkit.learner.showcase.Pictures.Bar;
import org.rnnkit.learner.showcase.Pictures.Label;
import org.rnnkit.learner.showcase.worker.ParameterShowcases.ClippedCase;
import org.rnnkit.learner.showcase.worker.ParameterShowcases.ClippedGradients;
import org.rnnkit.learner.showcase.worker.ParameterShowcases.GradientPair;
import org.rnnkit.learner.showcase.worker.ParameterShowcases.GradientPairs;
import org.rnnkit.learner.showcase.worker.ParameterShowcases.ModelPart;
import org.rnnkit.learner.showcase.worker.ParameterShowcases.ModelParts;
import org.rnnkit.learner.showcase.worker.ParameterShowcases.WeightStatistics;

/** The pictures of the network's parameters and their gradients: steps 2, 5, 7 and 12. */
public final class ParameterPictures {

    private ParameterPictures() {}

    /**
     * The histogram of the weights, with the density that they should have.
     *
     * @param bars the bars
     * @param density the density as the corners of a line
     * @param ticks the numbers below the horizontal axis
     * @param rows the parameters in numbers
     * @param numWeights the number of weights
     * @param mean the mean of all weights
     * @param deviation the standard deviation of all weights
     * @param outside the number of weights beyond the edges of the drawing
     */
    public record HistogramPicture(List<Bar> bars, String density, List<Label> ticks, List<ParameterRow> rows,
            String numWeights, String mean, String deviation, String outside) {

        /** The width of the drawing, in pixels. */
        public static final int WIDTH = 640;
        /** The vertical place of the horizontal axis, in pixels. */
        public static final int BASE = 226;

        private static final int LEFT = 20;
        private static final int TOP = 10;
        private static final double DEVIATION = 0.01;
        private static final int CURVE_POINTS = 80;

        /** A row of the table, with the share of values that are exactly 0. */
        public record ParameterRow(String name, String size, String mean, String deviation, String zeros) {}

        static HistogramPicture of(WeightStatistics data) {
            long total = Math.max(1, Arrays.stream(data.counts()).sum() + data.outside());
            double range = data.highest() - data.lowest();
            double interval = range / data.counts().length;
            Axis x = new Axis(data.lowest(), data.highest(), LEFT, WIDTH - LEFT);
            double highest = Math.max(Arrays.stream(data.counts()).max().orElse(0), total * interval * density(0));
            Axis y = new Axis(0, 1.05 * highest, BASE, TOP);
            List<Bar> bars = new ArrayList<>();
            for (int i = 0; i < data.counts().length; i++) {
                double left = x.pixel(data.lowest() + i * interval);
                double right = x.pixel(data.lowest() + (i + 1) * interval);
                double top = y.pixel(data.counts()[i]);
                bars.add(Bar.of(left, top, right - left - 1, BASE - top));
            }
            String density = IntStream.rangeClosed(0, CURVE_POINTS)
                    .mapToDouble(i -> data.lowest() + i * range / CURVE_POINTS)
                    .mapToObj(value -> x.place(value) + "," + y.place(total * interval * density(value)))
                    .collect(Collectors.joining(" "));
            List<Label> ticks = DoubleStream.of(-3, -2, -1, 0, 1, 2, 3).map(i -> i * DEVIATION)
                    .mapToObj(value -> new Label(x.place(value), String.valueOf(BASE + 22), Pictures.number(value, 2)))
                    .toList();
            return new HistogramPicture(bars, density, ticks, rows(data), Pictures.count(total),
                    Pictures.number(data.mean(), 5), Pictures.number(data.deviation(), 5), Pictures.count(data.outside()));
        }

        /** Returns the density of N(0, 0.01²). */
        private static double density(double value) {
            return Math.exp(-value * value / (2 * DEVIATION * DEVIATION)) / (DEVIATION * Math.sqrt(2 * Math.PI));
        }

        private static List<ParameterRow> rows(WeightStatistics data) {
            return data.parts().stream().map(part -> new ParameterRow(part.name(), Pictures.count(part.size()),
                    Pictures.number(part.mean(), 5), Pictures.number(part.deviation(), 5),
                    Pictures.number(100.0 * part.zeros() / Math.max(1, part.size()), 0) + " %")).toList();
        }
    }

    /**
     * A model as a drawing of its five parameters, and as a table.
     *
     * @param boxes the parameters
     * @param total the number of all values
     * @param vocabSize the number of tokens
     * @param numHiddens the number of hidden units
     */
    public record ModelPicture(List<Box> boxes, String total, int vocabSize, int numHiddens) {

        private static final int[][] PLACES = {{116, 120}, {252, 10}, {252, 210}, {404, 120}, {404, 210}};
        private static final List<String> ROLES = List.of("from the input to the state", "from the old state to the new one",
                "added to the state", "from the state to the output", "added to the output");

        /** A box of the drawing at a place in pixels, which is also a row of the table. */
        public record Box(int x, int y, String name, String shape, String count, String share, String role) {}

        static ModelPicture of(ModelParts data) {
            long total = data.parts().stream().mapToLong(ModelPart::count).sum();
            List<Box> boxes = new ArrayList<>();
            for (int i = 0; i < data.parts().size(); i++) {
                ModelPart part = data.parts().get(i);
                String shape = Arrays.stream(part.shape()).mapToObj(String::valueOf).collect(Collectors.joining(" × "));
                boxes.add(new Box(PLACES[i][0], PLACES[i][1], part.name(), shape, Pictures.count(part.count()),
                        Pictures.number(100.0 * part.count() / total, 1) + " %", ROLES.get(i)));
            }
            return new ModelPicture(boxes, Pictures.count(total), data.vocabSize(), data.numHiddens());
        }
    }

    /**
     * The norms of gradients before and after clipping, as bars below each other.
     *
     * @param bars the bars, one before and one after clipping by turns
     * @param rows the norms in numbers
     * @param height the height of the drawing, in pixels
     * @param thetaPlace the horizontal place of θ
     * @param theta the largest norm allowed
     * @param numValues the number of values in the gradients
     * @param numClipped the number of cases whose gradients became smaller
     * @param keepsDirections whether all directions stayed the same
     * @param description the drawing in words, for those who don't see it
     */
    public record ClippingPicture(List<NormBar> bars, List<NormRow> rows, int height, String thetaPlace, String theta,
            String numValues, long numClipped, boolean keepsDirections, String description) {

        /** The width of the drawing, in pixels. */
        public static final int WIDTH = 640;
        /** The left end of the bars, in pixels. */
        public static final int LEFT = 56;
        /** The height of one bar, in pixels. */
        public static final int BAR = 14;

        private static final int TOP = 26;
        private static final int PAIR = 44;
        private static final int RIGHT = 60;
        private static final double SAME = 1e-4;

        /**
         * A bar.
         *
         * @param style its CSS class
         * @param y its upper edge
         * @param width its length
         * @param end the place of its label
         * @param norm its label
         */
        public record NormBar(String style, int y, String width, String end, String norm) {

            static NormBar of(String style, int y, double norm, Axis axis) {
                return new NormBar(style, y, Pictures.place(axis.pixel(norm) - LEFT), Pictures.place(axis.pixel(norm) + 6),
                        Pictures.number(norm, 2));
            }
        }

        /** A row of the table, with the factor that each gradient was multiplied by. */
        public record NormRow(String before, String returned, String after, String factor, String cosine) {}

        static ClippingPicture of(ClippedGradients data) {
            List<ClippedCase> cases = data.cases();
            double largest = cases.stream().flatMapToDouble(each -> DoubleStream.of(each.before(), each.after()))
                    .filter(Double::isFinite).max().orElse(1);
            Axis axis = new Axis(0, Math.max(largest, data.theta()), LEFT, WIDTH - RIGHT);
            List<NormBar> bars = new ArrayList<>();
            for (int i = 0; i < cases.size(); i++) {
                int y = TOP + i * PAIR;
                bars.add(NormBar.of("before", y, cases.get(i).before(), axis));
                bars.add(NormBar.of("bar", y + BAR + 3, cases.get(i).after(), axis));
            }
            List<NormRow> rows = cases.stream().map(each -> new NormRow(Pictures.number(each.before(), 3),
                    Pictures.number(each.returned(), 3), Pictures.number(each.after(), 3),
                    Pictures.number(each.after() / each.before(), 3), Pictures.number(each.cosine(), 4))).toList();
            String theta = Pictures.number(data.theta(), 2).replaceFirst("\\.?0+$", "");
            return new ClippingPicture(bars, rows, TOP + cases.size() * PAIR + 4, axis.place(data.theta()), theta,
                    Pictures.count(data.numValues()),
                    cases.stream().filter(each -> each.after() < each.before() * (1 - SAME)).count(),
                    cases.stream().allMatch(each -> Math.abs(each.cosine() - 1) < SAME), description(theta, cases));
        }

        private static String description(String theta, List<ClippedCase> cases) {
            return "Norms before and after clipping at " + theta + ": " + cases.stream()
                    .map(each -> Pictures.number(each.before(), 2) + " becomes " + Pictures.number(each.after(), 2))
                    .collect(Collectors.joining(", ")) + ".";
        }
    }

    /**
     * Gradients by hand against those of the gradient collector, as points and as a table.
     *
     * @param points the points
     * @param rows the parameters in numbers
     * @param difference the largest difference of all
     * @param agrees whether the differences are no larger than float32 rounding makes them
     */
    public record GradientPicture(List<Point> points, List<GradientRow> rows, String difference, boolean agrees) {

        /** The width and height of the drawing, in pixels. */
        public static final int SIZE = 400;
        /** The place of the two axes and of the diagonal's ends, in pixels. */
        public static final int MARGIN = 30;

        private static final double SMALL = 1e-5;
        /** The lowest power of ten that is written out. */
        private static final int PLAIN = -3;

        /** A point: to the right by the gradient collector's value, up by the value by hand. */
        public record Point(String x, String y) {}

        /** A row of the table, with the number of gradients, the largest of them and the largest difference. */
        public record GradientRow(String name, int size, String largest, String difference) {}

        static GradientPicture of(GradientPairs data) {
            double far = data.parts().stream().mapToDouble(part -> Pictures.largest(part.automatic())).max().orElse(0);
            double end = far > 0 ? far : 1;
            Axis x = new Axis(-end, end, MARGIN, SIZE - MARGIN);
            Axis y = new Axis(-end, end, SIZE - MARGIN, MARGIN);
            List<Point> points = new ArrayList<>();
            for (GradientPair part : data.parts()) {
                for (int i = 0; i < part.byHand().length; i++) {
                    points.add(new Point(x.place(part.automatic()[i]), y.place(part.byHand()[i])));
                }
            }
            List<GradientRow> rows = data.parts().stream().map(part -> new GradientRow(part.name(), part.byHand().length,
                    small(Pictures.largest(part.automatic())), small(difference(part)))).toList();
            double worst = data.parts().stream().mapToDouble(GradientPicture::difference).max().orElse(0);
            return new GradientPicture(points, rows, small(worst), worst < SMALL);
        }

        private static double difference(GradientPair part) {
            return Pictures.difference(part.byHand(), part.automatic());
        }

        private static String small(double value) {
            if (!Double.isFinite(value) || value == 0) {
                return Pictures.number(value, 0);
            }
            int exponent = (int) Math.floor(Math.log10(value));
            return exponent >= PLAIN ? Pictures.number(value, 1 - Math.min(0, exponent))
                    : Pictures.number(value / Math.pow(10, exponent), 1) + "·10⁻" + superscript(-exponent);
        }

        private static String superscript(int number) {
            return String.valueOf(number).chars().mapToObj(digit -> String.valueOf("⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit - '0')))
                    .collect(Collectors.joining());
        }
    }
}
