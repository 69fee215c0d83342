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
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.step7clipping.GradientClipping;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/** Steps 2, 5 and 7 at work: the network's five parameters and their gradients. */
public final class ParameterShowcases {

    /** The names of the parameters, in their order. */
    static final List<String> NAMES = List.of("W_xh", "W_hh", "b_h", "W_hq", "b_q");

    /** The edge of the histogram, four standard deviations: of N(0, 0.01²), one weight in 16,000 lies beyond. */
    private static final double EDGE = 0.04;
    private static final int INTERVALS = 40;

    private static final int CLIPPED_HIDDENS = 64;
    private static final double[] NORMS = {0.25, 0.5, 1, 2, 4, 8};

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
     * @param lowest the left edge of the histogram
     * @param highest its right edge
     * @param counts the number of weights in each interval, all of the same width
     * @param outside the number of weights beyond the edges
     * @param mean the mean of all weights, without the biases
     * @param deviation their standard deviation
     */
    public record WeightStatistics(List<ParameterStatistics> parts, double lowest, double highest, long[] counts, long outside,
            double mean, double deviation) {}

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
                    stream(values).filter(value -> value == 0).count()));
            if (shape.length == 2) {
                matrices.add(parameters.get(i));
            }
        }
        float[] weights = flat(matrices);
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
        return new WeightStatistics(parts, -EDGE, EDGE, counts, outside, mean(weights), deviation(weights));
    }

    private static DoubleStream stream(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]);
    }

    private static double mean(float[] values) {
        return stream(values).average().orElseThrow();
    }

    private static double deviation(float[] values) {
        double mean = mean(values);
        return Math.sqrt(stream(values).map(value -> Math.pow(value - mean, 2)).average().orElseThrow());
    }

    private static double product(float[] a, float[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> (double) a[i] * b[i]).sum();
    }

    /**
     * The parts of a model.
     *
     * @param vocabSize the number of tokens
     * @param numHiddens the number of hidden units
     * @param parts its parameters, in their order
     */
    public record ModelParts(int vocabSize, int numHiddens, List<ModelPart> parts) {}

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

    /**
     * Gradients of one minibatch, before and after clipping.
     *
     * @param theta the largest norm allowed, θ
     * @param numValues the number of values in the gradients
     * @param cases the same gradients at several sizes
     */
    public record ClippedGradients(double theta, long numValues, List<ClippedCase> cases) {}

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

    private static float[] gradients(LanguageModel net) {
        NDList gradients = new NDList();
        net.parameters().forEach(parameter -> gradients.add(parameter.getGradient()));
        return flat(gradients);
    }

    private static float[] flat(NDList arrays) {
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
    public record GradientPairs(List<GradientPair> parts) {}

    /**
     * The gradients of one parameter.
     *
     * @param name its symbol
     * @param byHand the gradients that step 12 computed
     * @param automatic the gradients of the gradient collector, in the same order
     */
    public record GradientPair(String name, float[] byHand, float[] automatic) {}
}
