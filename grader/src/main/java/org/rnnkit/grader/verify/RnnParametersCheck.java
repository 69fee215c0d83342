package org.rnnkit.grader.verify;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.grader.worker.probe.Tensor;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.oracle.NormalSample;

/**
 * The independent check of step 2. The weights must look as if drawn from N(0, 0.01²). A right solution fails with a
 * probability below 1e-10; NormalSample derives it.
 */
final class RnnParametersCheck implements StepCheck {

    private static final double DEVIATION = 0.01;
    /** The smallest vocabulary. 50 · 70 weights are enough to tell a normal distribution from a uniform one. */
    private static final int VOCAB_SIZE = 50;
    /** The question in which all weights have the same shape. */
    private static final int SQUARE = 1;
    /** The question in which each weight has an odd number of values, and W_hh so many that some lie beyond 3 σ. */
    private static final int ODD = 2;
    /** Networks with one token and 1 or 2 hidden units, so 3 or 8 weights: enough that a sample of zeros does not fit. */
    private static final int SMALL_NETWORKS = 300;
    /** The number of weights that the probe sends of each large network. */
    private static final int LAST_OF_LARGE = 2000;
    /** The least share of a weight's values that differ, without their signs. Of a symmetric matrix it is a half. */
    private static final double DIFFERENT = 0.8;
    /** With so many values, a sample shows where it comes from. */
    private static final int ENOUGH = 100;
    /** The share of values that two independent arrays never have in common. */
    private static final double IN_COMMON = 0.5;
    private static final List<Integer> WEIGHTS = List.of(0, 1, 3);

    @Override
    public int questions() {
        return 3;
    }

    @Override
    public ProbePayload question(Draw draw, int number) {
        ProbePayload question = sizes(draw).with("small networks", number == 0 ? SMALL_NETWORKS : 1);
        return switch (number) {
            case SQUARE -> question.with("vocabSize", question.integer("numHiddens"));
            case ODD -> question.with("vocabSize", VOCAB_SIZE + 1).with("numHiddens", VOCAB_SIZE + 81);
            default -> question;
        };
    }

    /** Asks for new parameters. */
    static ProbePayload sizes(Draw draw) {
        int vocabSize = VOCAB_SIZE + draw.integer(0, 10);
        return new ProbePayload().with("vocabSize", vocabSize).with("numHiddens", vocabSize + draw.integer(20, 40));
    }

    @Override
    public void compare(ProbePayload question, ProbePayload answer) {
        compareOne("parameters", question, answer, ProbePayload.PARAMETERS);
        if (question.integer("small networks") == SMALL_NETWORKS) {
            String small = "the weights of small networks";
            AnswerAssert.shape(small, answer.array("small weights"), SMALL_NETWORKS / 2 * (3 + 8));
            compareDistribution(small, Tensor.flat(answer.array("small weights").rows()));
            for (int i = 0; i < 2; i++) {
                String large = "the last weights of a large " + (i == 0 ? "vocabulary" : "hidden layer");
                AnswerAssert.shape(large, answer.array("large weights " + i), LAST_OF_LARGE);
                compareDraw(large, answer.array("large weights " + i));
            }
        }
        compareNew(ProbePayload.PARAMETERS, answer);
        // The probe has added 1 to the first parameters: if the second ones are the same arrays, they are far from 0.
        compareOne("again", question, answer, ProbePayload.PARAMETERS);
        WEIGHTS.forEach(i -> AnswerAssert.that(shareInCommon(answer.array("again " + i),
                answer.array("parameters " + i)) < IN_COMMON, "a second call gives the same "
                + ProbePayload.PARAMETERS.get(i)));
        WEIGHTS.forEach(i -> AnswerAssert.that(last(answer.array("parameters " + i)) != 0
                || last(answer.array("again " + i)) != 0, "the last value of " + ProbePayload.PARAMETERS.get(i)
                + " is always 0"));
    }

    /** Asserts that parameters have their shapes, that biases are zero and that weights look as if drawn. */
    static void compareOne(String list, ProbePayload question, ProbePayload answer, List<String> names) {
        RnnQuestions.compareShapes(list, answer, names, question.integer("vocabSize"), question.integer("numHiddens"));
        for (int i = 0; i < names.size(); i++) {
            Tensor array = answer.array(list + " " + i);
            if (RnnQuestions.isBias(names.get(i))) {
                AnswerAssert.array(names.get(i), array, 0, new double[array.values().length], array.shape());
            } else {
                compareDraw(names.get(i), array);
            }
        }
    }

    private static float last(Tensor weights) {
        return weights.values()[weights.values().length - 1];
    }

    private static double shareInCommon(Tensor some, Tensor others) {
        return NormalSample.shareInCommon(Tensor.flat(some.rows()), Tensor.flat(others.rows()));
    }

    /** Asserts that the values of new weights have nothing in common. */
    static void compareNew(List<String> names, ProbePayload answer) {
        List<Integer> weights = IntStream.range(0, names.size()).filter(i -> !RnnQuestions.isBias(names.get(i))).boxed()
                .toList();
        for (int i : weights) {
            for (int j : weights) {
                AnswerAssert.that(i >= j || shareInCommon(answer.array("parameters " + i),
                        answer.array("parameters " + j)) < IN_COMMON,
                        names.get(i) + " and " + names.get(j) + " hold the same values");
            }
        }
    }

    /** Asserts that weights look as if drawn from N(0, 0.01²). */
    private static void compareDraw(String name, Tensor weights) {
        double[] values = Tensor.flat(weights.rows());
        if (values.length < ENOUGH) {
            return; // there is a question about the weights of small networks
        }
        AnswerAssert.that(NormalSample.countDifferent(values) > DIFFERENT * values.length, name + " repeats its values");
        String constant = NormalSample.constantLine(values, weights.rows()[0].length);
        AnswerAssert.that(constant.isEmpty(), name + " is constant in " + constant);
        compareDistribution(name, values);
    }

    private static void compareDistribution(String name, double[] values) {
        NormalSample sample = new NormalSample(values, DEVIATION);
        AnswerAssert.that(sample.meanFits(), String.format(Locale.ROOT, "the mean of %s is %.6g, expected 0", name,
                sample.mean()));
        AnswerAssert.that(sample.deviationFits(), String.format(Locale.ROOT,
                "the standard deviation of %s is %.6g, expected 0.01",
                name, sample.deviation()));
        AnswerAssert.that(sample.withinFits(), String.format(Locale.ROOT,
                "the share of %s within one standard deviation is %.6g, expected 0.683", name, sample.within()));
        AnswerAssert.that(sample.largestFits(), String.format(Locale.ROOT,
                "the largest value of %s is %.6g, which N(0, 0.01²) never reaches", name, sample.largest()));
        AnswerAssert.that(!sample.isCutOff(), String.format(Locale.ROOT,
                "the largest value of %s is %.6g: values far from 0 are cut off", name, sample.largest()));
    }
}
