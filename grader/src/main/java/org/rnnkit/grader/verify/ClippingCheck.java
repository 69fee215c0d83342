package org.rnnkit.grader.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rnnkit.grader.worker.probe.Tensor;
import org.rnnkit.grader.worker.probe.Values;
import org.rnnkit.grading.Draw;
import org.rnnkit.oracle.Clipping;

/** Step 7: gradients above the threshold, below it, and none at all. */
final class ClippingCheck implements StepCheck {

    private static final double FRACTION = 1e-4;

    @Override
    public Values question(Draw draw, int number) {
        int count = draw.integer(2, 6);
        Values question = new Values().with("parameters", count);
        List<double[]> gradients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] gradient = draw.vector(draw.integer(1, 30));
            if (number == 0) {
                Arrays.fill(gradient, 0);
            }
            gradients.add(gradient);
            question.with("parameter " + i, Tensor.of(draw.vector(gradient.length), gradient.length))
                    .with("gradient " + i, Tensor.of(gradient, gradient.length));
        }
        double norm = Clipping.norm(gradients);
        double theta = number == 0 ? 1 : number == 1 ? norm * 2 : norm / draw.integer(2, 9);
        return question.with("theta", (float) theta);
    }

    @Override
    public void compare(Values question, Values answer) {
        int count = question.integer("parameters");
        List<double[]> gradients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            gradients.add(Rows.of(question.arrays().get("gradient " + i))[0]);
        }
        double norm = Clipping.clip(gradients, question.numbers().get("theta"));
        Agree.number("the norm", answer.numbers().get("norm"), norm, FRACTION);
        for (int i = 0; i < count; i++) {
            long size = gradients.get(i).length;
            Agree.array("gradient " + i + " after clipping at " + question.numbers().get("theta"),
                    answer.arrays().get("gradient " + i), gradients.get(i), size);
            Agree.array("parameter " + i, answer.arrays().get("parameters " + i), 0,
                    Rows.of(question.arrays().get("parameter " + i))[0], size);
        }
    }
}
