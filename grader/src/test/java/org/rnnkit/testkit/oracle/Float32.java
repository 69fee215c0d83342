package org.rnnkit.testkit.oracle;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
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

    static NDArray array(NDManager manager, double[][][] inputs) {
        return Draw.array(manager, Expect.rows(inputs)).reshape(inputs.length, inputs[0].length, inputs[0][0].length);
    }

    static NDList arrays(NDManager manager, Parameters p) {
        return new NDList(Draw.array(manager, p.wXh()), Draw.array(manager, p.wHh()), Draw.array(manager, p.bH()),
                Draw.array(manager, p.wHq()), Draw.array(manager, p.bQ()));
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
