package org.rnnkit.learner.chapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.step7clipping.GradientClipping;
import org.rnnkit.testkit.oracle.Matrix;

/** The computed numbers and claims of chapter 7's questions. */
final class Step7Checks {

    private static final float THETA = 1;

    private Step7Checks() {}

    static Numbers commonNormKeepsTheDirection() {
        float first = 6;
        double second = 2.5;
        double[] clipped = clipped(first, (float) second);
        double norm = Math.hypot(first, second);
        double sum = first + second;
        assertThat(Math.hypot(clipped[0], clipped[1])).isCloseTo(THETA, within(1e-6));
        assertThat(clipped[0] / clipped[1]).isCloseTo(first / second, within(1e-5));
        double direction = Math.toDegrees(Math.atan2(second, first));
        double limited = Math.toDegrees(Math.atan2(Math.min(1, second), Math.min(1, first)));
        return Numbers.text(first, second, norm, 1)
                .choice(Math.min(1, first), Math.min(1, second), 1, direction, limited)
                .choice(first / sum, second / sum, sum, first, second, norm)
                .choice(clipped, norm, first / second, 1);
    }

    static Numbers fourStepsTogether() {
        double[] norms = {0.5, 0.001, 2, 50};
        double together = 0;
        for (double norm : norms) {
            double[] clipped = clipped((float) (0.6 * norm), (float) (0.8 * norm));
            together += Math.hypot(clipped[0], clipped[1]);
        }
        return Numbers.text(norms, THETA, 1)
                .choice(norms.length, norms[0], norms[1])
                .choice(together, norms[0], norms[1], norms[2], norms[3], THETA)
                .choice(Arrays.stream(norms).sum(), norms[3]);
    }

    static Numbers initialGradientsVanish() {
        double factor = 2 * 0.01 * Math.sqrt(512);
        double rounded = 0.45;
        assertThat(Numbers.writes("0.45", factor)).isTrue();
        int steps = 35;
        return Numbers.text(factor, 1, steps, rounded, Math.pow(rounded, steps) * 1e13, 10, 1);
    }

    static Numbers farthestWayInAnEpoch(NDManager manager) {
        int updates = 8;
        NDList parameters = RnnParameters.initialize(manager, 28, 512);
        long weights = parameters.get(0).size() + parameters.get(1).size() + parameters.get(3).size();
        double sum = 0;
        for (NDArray parameter : parameters) {
            sum += Math.pow(parameter.norm().getFloat(), 2);
        }
        double length = 0.01 * Math.sqrt(weights);
        assertThat(Math.sqrt(sum)).isCloseTo(length, within(0.05));
        assertThat(length).isLessThan(updates);
        return Numbers.text(1, updates, updates, 0.01, weights, length, 1);
    }

    /** Adam's rule for one weight: small gradients for a long time, then a huge one, then small ones again. */
    static Numbers firstStepOfAdam() {
        double beta1 = 0.9;
        double beta2 = 0.999;
        double mean = 1;
        double square = 1;
        for (int t = 0; t < 1000; t++) {
            mean = beta1 * mean + (1 - beta1);
            square = beta2 * square + (1 - beta2);
        }
        double usual = mean / Math.sqrt(square);
        int huge = 1_000_000;
        mean = beta1 * mean + (1 - beta1) * huge;
        square = beta2 * square + (1 - beta2) * huge * (double) huge;
        double step = mean / Math.sqrt(square);
        int later = 500;
        for (int t = 0; t < later; t++) {
            mean = beta1 * mean + (1 - beta1);
            square = beta2 * square + (1 - beta2);
        }
        assertThat(mean / Math.sqrt(square)).as("much later").isLessThan(usual / 100);
        assertThat(step / usual).isCloseTo((1 - beta1) / Math.sqrt(1 - beta2), within(1e-3));
        return Numbers.text(beta1, beta2, 1 - beta1, 1 - beta2, step / usual, huge, later);
    }

    static Numbers saturatedUnitShrinksTheGradient() {
        double h = 0.9;
        double weight = 1.5;
        double slope = 1 - h * h;
        double sum = Math.log((1 + h) / (1 - h)) / 2; // tanh of this is h
        double factor = (Math.tanh(sum + weight * 1e-6) - Math.tanh(sum)) / 1e-6;
        assertThat(factor).isCloseTo(slope * weight, within(1e-4));
        return Numbers.text(h, weight)
                .choice(slope * weight, 1, h, slope, slope, weight, slope * weight, 1)
                .choice(weight, 1, weight, 0, 1, h)
                .choice(h * weight, h * weight, h, weight, 1, 0);
    }

    static Numbers halfAnUpdate() {
        OneUpdate update = new OneUpdate(new double[][] {{2, 0}, {1, 0}}, new int[] {1, 1}, new double[] {1, 0}, 1, 0.5);
        double g = update.gradient()[0];
        double clipped = update.clipped()[0];
        OneUpdate after = update.after();
        return Numbers.text(1, 0, update.rate(), THETA, update.logitsGradient(), update.gradient())
                .choice(update.norm(), clipped, after.bias()[0])
                .choice(g, g, update.norm(), 1, clipped, 1, update.rate(), clipped, 0, update.rate(), clipped, after.bias());
    }

    static Numbers orthogonalKeepsTheLength() {
        int numSteps = 35;
        double[][] turn = {{Math.cos(1), Math.sin(1)}, {-Math.sin(1), Math.cos(1)}};
        double[][] h = {{3, 4}};
        double[][] backward = {{3, 4}};
        for (int t = 0; t < numSteps; t++) {
            h = Matrix.times(h, turn);
            backward = Matrix.times(backward, Matrix.transpose(turn));
        }
        assertThat(Math.hypot(h[0][0], h[0][1])).isCloseTo(5, within(1e-9));
        assertThat(Math.hypot(backward[0][0], backward[0][1])).isCloseTo(5, within(1e-9));
        return Numbers.text(numSteps);
    }

    /** Clips two parameters of one number each, and returns their gradients. */
    private static double[] clipped(float first, float second) {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDList parameters = new NDList(manager.create(new float[] {0}), manager.create(new float[] {0}));
            parameters.forEach(parameter -> parameter.setRequiresGradient(true));
            NDArray factors = manager.create(new float[] {first, second});
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray loss = parameters.get(0).mul(factors.get(0)).add(parameters.get(1).mul(factors.get(1)));
                collector.backward(loss.sum());
            }
            GradientClipping.clip(parameters, THETA);
            return parameters.stream().mapToDouble(parameter -> parameter.getGradient().getFloat()).toArray();
        }
    }
}
