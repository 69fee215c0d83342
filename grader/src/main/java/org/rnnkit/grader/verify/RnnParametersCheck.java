package org.rnnkit.grader.verify;

import java.util.Arrays;
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
    /** The share of values that two independent arrays never have in common. */
    private static final double IN_COMMON = 0.5;
    private static final List<Integer> WEIGHTS = List.of(0, 1, 3);
    private static final List<Integer> BIASES = List.of(2, 4);

    @Override
    public ProbePayload question(Draw draw, int number) {
        return sizes(draw);
    }

    /** Asks for new parameters. */
    static ProbePayload sizes(Draw draw) {
        int vocabSize = VOCAB_SIZE + draw.integer(0, 10);
        return new ProbePayload().with("vocabSize", vocabSize).with("numHiddens", vocabSize + draw.integer(20, 40));
    }

    @Override
    public void compare(ProbePayload question, ProbePayload answer) {
        long[][] shapes = RnnQuestions.shapes(question.integer("vocabSize"), question.integer("numHiddens"));
        compareOne("parameters", answer, shapes);
        compareNew(ProbePayload.PARAMETERS, answer);
        // The probe has added 1 to the first parameters: if the second ones are the same arrays, they are far from 0.
        compareOne("again", answer, shapes);
        WEIGHTS.forEach(i -> AnswerAssert.that(shareInCommon(answer.arrays().get("again " + i),
                answer.arrays().get("parameters " + i)) < IN_COMMON, "a second call gives the same "
                + ProbePayload.PARAMETERS.get(i)));
    }

    @Override
    public void compareSideEffects(ProbePayload question, ProbePayload answer) {
        compareOwner(ProbePayload.PARAMETERS, answer);
    }

    private static void compareOne(String list, ProbePayload answer, long[][] shapes) {
        AnswerAssert.size(list, answer, ProbePayload.PARAMETERS.size());
        for (int i = 0; i < shapes.length; i++) {
            AnswerAssert.shape(ProbePayload.PARAMETERS.get(i), answer.arrays().get(list + " " + i), shapes[i]);
        }
        BIASES.forEach(i -> AnswerAssert.array(ProbePayload.PARAMETERS.get(i), answer.arrays().get(list + " " + i), 0,
                new double[(int) shapes[i][0]], shapes[i]));
        WEIGHTS.forEach(i -> compareDraw(ProbePayload.PARAMETERS.get(i), answer.arrays().get(list + " " + i)));
    }

    private static double shareInCommon(Tensor some, Tensor others) {
        return NormalSample.shareInCommon(values(some), values(others));
    }

    private static double[] values(Tensor weights) {
        return Arrays.stream(TensorRows.of(weights)).flatMapToDouble(Arrays::stream).toArray();
    }

    /** Asserts that new parameters belong to the manager given. */
    static void compareOwner(List<String> names, ProbePayload answer) {
        AnswerAssert.number("the number of parameters on the manager given", answer.numbers().get("owned"), names.size(), 0);
    }

    /** Asserts that new parameters have gradients and nothing in common. */
    static void compareNew(List<String> names, ProbePayload answer) {
        AnswerAssert.number("the number of parameters with a gradient", answer.numbers().get("withGradient"), names.size(), 0);
        AnswerAssert.number("the number of parameters that change only on their own", answer.numbers().get("independent"),
                names.size(), 0);
        List<Integer> weights = IntStream.range(0, names.size()).filter(i -> !names.get(i).startsWith("b")).boxed().toList();
        for (int i : weights) {
            for (int j : weights) {
                AnswerAssert.that(i >= j || shareInCommon(answer.arrays().get("parameters " + i),
                        answer.arrays().get("parameters " + j)) < IN_COMMON,
                        names.get(i) + " and " + names.get(j) + " hold the same values");
            }
        }
    }

    /** Asserts that weights look as if drawn from N(0, 0.01²). */
    static void compareDraw(String name, Tensor weights) {
        NormalSample sample = new NormalSample(values(weights), DEVIATION);
        AnswerAssert.that(sample.meanFits(), String.format(Locale.ROOT, "the mean of %s is %.6g, expected 0", name,
                sample.mean()));
        AnswerAssert.that(sample.deviationFits(), String.format(Locale.ROOT,
                "the standard deviation of %s is %.6g, expected 0.01",
                name, sample.deviation()));
        AnswerAssert.that(sample.withinFits(), String.format(Locale.ROOT,
                "the share of %s within one standard deviation is %.6g, expected 0.683", name, sample.within()));
        AnswerAssert.that(sample.largestFits(), String.format(Locale.ROOT,
                "the largest value of %s is %.6g, which N(0, 0.01²) never reaches", name, sample.largest()));
    }
}
