package org.rnnkit.testkit.oracle;

import ai.djl.ndarray.NDArray;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;

/** Helpers for the tests of tolerances: they make float32 arrays from an oracle's values and measure an array's error. */
final class Float32 {

    /** The number of draws of a test. */
    static final int DRAWS = 150;

    private Float32() {}

    static Parameters draw(Draw draw, Draw.Sizes n) {
        return Parameters.draw(draw, n.vocabSize(), n.numHiddens());
    }

    static double error(NDArray actual, double[] expected) {
        double[] values = Expect.values(actual);
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(values[i] - expected[i]) / Math.max(1, Math.abs(expected[i])));
        }
        return largest;
    }
}
