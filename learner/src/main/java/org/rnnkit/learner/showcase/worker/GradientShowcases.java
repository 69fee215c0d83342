package org.rnnkit.learner.showcase.worker;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.rnnkit.learner.showcase.worker.Pictures.Axis;
import org.rnnkit.step7clipping.GradientClipping;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/** Steps 7 and 12 at work: the gradients of a minibatch. */
public final class GradientShowcases {

    private static final int CLIPPED_HIDDENS = 64;
    private static final double[] NORMS = {0.25, 0.5, 1, 2, 4, 8};

    private GradientShowcases() {}

    /**
     * Gradients of one minibatch, before and after clipping.
     *
     * @param theta the largest norm allowed, θ
     * @param numValues the number of values in the gradients
     * @param cases the same gradients at several sizes
     */
    public record ClippedGradients(double theta, long numValues, List<ClippedCase> cases) {

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
        public record NormBar(String style, int y, String width, String end, String norm) {}

        private Axis axis() {
            double largest = cases.stream().flatMapToDouble(each -> DoubleStream.of(each.before(), each.after()))
                    .filter(Double::isFinite).max().orElse(1);
            return new Axis(0, Math.max(largest, theta), LEFT, Pictures.WIDTH - RIGHT);
        }

        /** Lists the bars, one before and one after clipping by turns. */
        public List<NormBar> bars() {
            List<NormBar> bars = new ArrayList<>();
            for (int i = 0; i < cases.size(); i++) {
                bars.add(bar("before", TOP + i * PAIR, cases.get(i).before()));
                bars.add(bar("bar", TOP + i * PAIR + BAR + 3, cases.get(i).after()));
            }
            return bars;
        }

        private NormBar bar(String style, int y, double norm) {
            double end = axis().pixel(norm);
            return new NormBar(style, y, Pictures.place(end - LEFT), Pictures.place(end + 6), Pictures.number(norm, 2));
        }

        /** Returns the height of the drawing, in pixels. */
        public int height() {
            return TOP + cases.size() * PAIR + 4;
        }

        /** Returns the horizontal place of θ. */
        public String thetaPlace() {
            return axis().place(theta);
        }

        /** Returns θ as text. */
        public String thetaText() {
            return Pictures.number(theta, 2).replaceFirst("\\.?0+$", "");
        }

        /** Counts the cases whose gradients became smaller. */
        public long numClipped() {
            return cases.stream().filter(each -> each.after() < each.before() * (1 - SAME)).count();
        }

        /** Tells whether all directions stayed the same. */
        public boolean keepsDirections() {
            return cases.stream().allMatch(each -> Math.abs(each.cosine() - 1) < SAME);
        }

        /** Returns the rows of the table: the norms in numbers, with the factor that each gradient was multiplied by. */
        public List<List<String>> table() {
            return cases.stream().map(each -> List.of(Pictures.number(each.before(), 3), Pictures.number(each.returned(), 3),
                    Pictures.number(each.after(), 3), Pictures.number(each.after() / each.before(), 3),
                    Pictures.number(each.cosine(), 4))).toList();
        }

        /** Describes the drawing for those who don't see it. */
        public String description() {
            return "Norms before and after clipping at " + thetaText() + ": " + cases.stream()
                    .map(each -> Pictures.number(each.before(), 2) + " becomes " + Pictures.number(each.after(), 2))
                    .collect(Collectors.joining(", ")) + ".";
        }
    }

    /**
     * The gradients at one size.
     *
     * @param before their norm before clipping
     * @param returned the norm that step 7 returned
     * @param after their norm after clipping
     * @param cosine the cosine of the angle between both; 1 if the direction is the same
     */
    public record ClippedCase(double before, double returned, double after, double cosine) {}

    /** Clips real gradients, at several sizes, with step 7. */
    static ClippedGradients clippedGradients(double theta, NDManager manager) {
        LanguageModel net = Story.network(manager, CLIPPED_HIDDENS);
        try (Batch batch = Story.dataset().getData(manager).iterator().next();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            RnnOutput output = net.forward(batch.getData().get(0), net.beginState(batch.getManager(), Story.BATCH_SIZE));
            collector.backward(loss(output.logits(), batch));
        }
        NDList original = new NDList();
        net.parameters().forEach(parameter -> original.add(parameter.getGradient().duplicate()));
        float[] values = flat(original);
        double own = norm(values);
        ResultChecks.require(own > 0 && Double.isFinite(own), "The gradients have the norm " + own);
        List<ClippedCase> cases = new ArrayList<>();
        for (double norm : NORMS) {
            for (int i = 0; i < original.size(); i++) {
                NDArray gradient = net.parameters().get(i).getGradient();
                gradient.subi(gradient).addi(original.get(i).mul(norm / own));
            }
            float[] before = gradients(net);
            double returned = GradientClipping.clip(net.parameters(), (float) theta);
            float[] after = gradients(net);
            cases.add(new ClippedCase(norm(before), returned, norm(after), cosine(before, after)));
        }
        return new ClippedGradients(theta, values.length, cases);
    }

    static NDArray loss(NDArray logits, Batch batch) {
        NDArray labels = batch.getLabels().singletonOrThrow().transpose().flatten();
        return Loss.softmaxCrossEntropyLoss().evaluate(new NDList(labels), new NDList(logits));
    }

    private static double product(float[] a, float[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> (double) a[i] * b[i]).sum();
    }

    private static float[] gradients(LanguageModel net) {
        NDList gradients = new NDList();
        net.parameters().forEach(parameter -> gradients.add(parameter.getGradient()));
        return flat(gradients);
    }

    static float[] flat(NDList arrays) {
        return NDArrays.concat(new NDList(arrays.stream().map(NDArray::flatten).toList())).toFloatArray();
    }

    private static double norm(float[] values) {
        return Math.sqrt(product(values, values));
    }

    static double cosine(float[] a, float[] b) {
        return product(a, b) / (norm(a) * norm(b));
    }

    /**
     * The gradients of a small network, computed twice.
     *
     * @param parts the gradients of each parameter
     */
    public record GradientPairs(List<GradientPair> parts) {

        /** The width and height of the drawing, in pixels. */
        public static final int SIZE = 400;
        /** The place of the two axes and of the diagonal's ends, in pixels. */
        public static final int MARGIN = 30;

        private static final double SMALL = 1e-5;
        /** The lowest power of ten that is written out. */
        private static final int PLAIN = -3;

        /** A point: to the right by the gradient collector's value, up by the value by hand. */
        public record Point(String x, String y) {}

        /** Lists a point for each gradient. */
        public List<Point> points() {
            double far = parts.stream().mapToDouble(part -> Pictures.largest(part.automatic())).max().orElse(0);
            double end = far > 0 ? far : 1;
            Axis x = new Axis(-end, end, MARGIN, SIZE - MARGIN);
            Axis y = new Axis(-end, end, SIZE - MARGIN, MARGIN);
            return parts.stream().flatMap(part -> IntStream.range(0, part.byHand().length).mapToObj(i
                    -> new Point(x.place(part.automatic()[i]), y.place(part.byHand()[i])))).toList();
        }

        /** Returns the rows of the table: each parameter's number of gradients, the largest, the largest difference. */
        public List<List<String>> table() {
            return parts.stream().map(part -> List.of(part.name(), String.valueOf(part.byHand().length),
                    small(Pictures.largest(part.automatic())), small(part.difference()))).toList();
        }

        private double worst() {
            return parts.stream().mapToDouble(GradientPair::difference).max().orElse(0);
        }

        /** Returns the largest difference of all. */
        public String difference() {
            return small(worst());
        }

        /** Tells whether the differences are no larger than float32 rounding makes them. */
        public boolean agrees() {
            return worst() < SMALL;
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

    /**
     * The gradients of one parameter.
     *
     * @param name its symbol
     * @param byHand the gradients that step 12 computed
     * @param automatic the gradients of the gradient collector, in the same order
     */
    public record GradientPair(String name, float[] byHand, float[] automatic) {

        double difference() {
            return Pictures.difference(byHand, automatic);
        }
    }
}
