package org.rnnkit.grader.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.grader.worker.probe.Tensor;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.oracle.Clipping;

/** The independent check of step 7: gradients above the threshold, below it, zero gradients (all or one), exploded ones. */
final class GradientClippingCheck implements StepCheck {

    /** The question in which one parameter has a gradient of zero. */
    private static final int ONE_ZERO = 2;
    /** The question with exploded gradients. Their squares still fit into float32. */
    private static final int EXPLODED = 3;
    private static final double HUGE = 1e7;
    private static final double NEAR = 1.25;
    private static final double FRACTION = 1e-4;

    @Override
    public ProbePayload question(Draw draw, int number) {
        int count = draw.integer(2, 6);
        ProbePayload question = new ProbePayload().with("parameters", count);
        List<double[]> gradients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // Both matrices and vectors, because a network has both.
            long[] shape = i % 2 == 0 ? new long[] {draw.integer(2, 6), draw.integer(2, 6)} : new long[] {draw.integer(1, 30)};
            int size = (int) LongStream.of(shape).reduce(1, (a, b) -> a * b);
            double[] gradient = number == 0 || number == ONE_ZERO && i == 0 ? new double[size] : draw.vector(size);
            if (number == EXPLODED) {
                Arrays.setAll(gradient, place -> HUGE * gradient[place]);
            }
            gradients.add(gradient);
            question.with("parameter " + i, Tensor.of(draw.vector(size), shape))
                    .with("gradient " + i, Tensor.of(gradient, shape));
        }
        double norm = Clipping.norm(gradients);
        // Near the norm, since code may compare it with a multiple of θ.
        double theta = number == 0 || number == EXPLODED ? 1 : number == 1 ? norm * NEAR : norm / NEAR;
        return question.with("theta", (float) theta);
    }

    @Override
    public boolean mayChange(String array) {
        return array.startsWith("gradient");
    }

    @Override
    public Map<String, Integer> leftOn(ProbePayload question) {
        return Map.of("the parameters' manager", 0);
    }

    @Override
    public void compare(ProbePayload question, ProbePayload answer) {
        int count = question.integer("parameters");
        List<double[]> gradients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            gradients.add(TensorRows.flat(TensorRows.of(question.arrays().get("gradient " + i))));
        }
        double norm = Clipping.clip(gradients, question.numbers().get("theta"));
        AnswerAssert.number("the norm", answer.numbers().get("norm"), norm, FRACTION);
        for (int i = 0; i < count; i++) {
            long[] shape = question.arrays().get("gradient " + i).shape();
            AnswerAssert.array("gradient " + i + " after clipping at " + question.numbers().get("theta"),
                    answer.arrays().get("gradient " + i), gradients.get(i), shape);
        }
        AnswerAssert.number("the norm in a second call", answer.numbers().get("second norm"), Clipping.norm(gradients),
                FRACTION);
    }
}
