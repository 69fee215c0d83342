package org.rnnkit.grader.verify;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.grader.worker.probe.Tensor;
import org.rnnkit.testkit.Draw;

/**
 * Step 2. Mean and deviation of n weights, and the share beyond one deviation, lie within 6 standard errors of what
 * they must be (0.01 / √n, 0.01 / √(2n), √(p (1 - p) / n)): a right solution misses that less than once in 10⁷ runs.
 */
final class ParametersCheck implements StepCheck {

    private static final double DEVIATION = 0.01;
    private static final double STANDARD_ERRORS = 6;
    /** The share of a normal distribution that lies beyond one standard deviation; of a uniform one it is 0.423. */
    private static final double BEYOND = 0.3173;
    private static final List<Integer> WEIGHTS = List.of(0, 1, 3);
    private static final List<Integer> BIASES = List.of(2, 4);

    @Override
    public ProbePayload question(Draw draw, int number) {
        int vocabSize = draw.integer(30, 40);
        return new ProbePayload().with("vocabSize", vocabSize).with("numHiddens", vocabSize + draw.integer(15, 30));
    }

    @Override
    public void compare(ProbePayload question, ProbePayload answer) {
        AnswerAssert.size("parameters", answer, ProbePayload.PARAMETERS.size());
        long[][] shapes = RnnQuestions.shapes(question.integer("vocabSize"), question.integer("numHiddens"));
        for (int i = 0; i < shapes.length; i++) {
            AnswerAssert.shape(ProbePayload.PARAMETERS.get(i), answer.arrays().get("parameters " + i), shapes[i]);
        }
        BIASES.forEach(i -> AnswerAssert.array(ProbePayload.PARAMETERS.get(i), answer.arrays().get("parameters " + i), 0,
                new double[(int) shapes[i][0]], shapes[i]));
        WEIGHTS.forEach(i -> compareDraw(ProbePayload.PARAMETERS.get(i), answer.arrays().get("parameters " + i)));
        AnswerAssert.number("the number of parameters with a gradient", answer.numbers().get("withGradient"),
                ProbePayload.PARAMETERS.size(), 0);
    }

    /** Weights that must be drawn from N(0, 0.01²). */
    static void compareDraw(String name, Tensor weights) {
        double[] values = Arrays.stream(TensorRows.of(weights)).flatMapToDouble(Arrays::stream).toArray();
        double mean = Arrays.stream(values).average().orElseThrow();
        double deviation = Math.sqrt(DoubleStream.of(values).map(value -> value * value).average().orElseThrow());
        double allowed = STANDARD_ERRORS * DEVIATION / Math.sqrt(values.length);
        AnswerAssert.number("the mean of " + name, mean, 0, allowed);
        AnswerAssert.number("the standard deviation of " + name, deviation, DEVIATION, allowed / Math.sqrt(2));
        double beyond = DoubleStream.of(values).filter(value -> Math.abs(value) > DEVIATION).count() / (double) values.length;
        AnswerAssert.number("the share of " + name + " beyond one standard deviation", beyond, BEYOND,
                STANDARD_ERRORS * Math.sqrt(BEYOND * (1 - BEYOND) / values.length));
    }
}
