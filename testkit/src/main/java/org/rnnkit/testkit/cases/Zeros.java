package org.rnnkit.testkit.cases;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.comparison.ShortNumber;

/** What is asked of an array that begins with zeros. */
public final class Zeros {

    /** So many arrays fill what the engine keeps for reuse, and so many values take little time. */
    private static final int MOST_ARRAYS = 20;
    private static final int MOST_VALUES = 20_000;

    private Zeros() {}

    /** Fills memory with other numbers and frees it, so that an array of this shape is not zero by chance. */
    public static void spoilMemory(NDManager manager, Shape shape) {
        try (NDManager before = manager.newSubManager()) {
            for (int i = 0; i < Math.min(MOST_ARRAYS, 2 + MOST_VALUES / shape.size()); i++) {
                before.full(shape, Float.NaN);
            }
        }
    }

    /** Checks that every value is zero. */
    public static void check(String name, NDArray array) {
        double[] values = Expect.values(array);
        double[] others = Arrays.stream(values).filter(value -> value != 0).toArray();
        if (others.length > 0) {
            String holds = name + " must be zero everywhere, but holds " + ShortNumber.of(others[0]);
            boolean isConstant = Arrays.stream(values).allMatch(value -> value == others[0]);
            throw Expect.failure(holds + (isConstant ? (values.length > 1 ? " everywhere" : "") + ": take zeros"
                    : looksDrawn(values) ? " and other numbers. Random numbers belong to the weights only: take zeros"
                    : " and is not zero at " + others.length + " of " + values.length + " places: take zeros"
                            + (looksUnused(others) ? ". If you took create(shape), it leaves the memory as it was" : "")));
        }
    }

    private static boolean looksUnused(double[] others) {
        return Double.isNaN(others[0]) || Arrays.stream(others).distinct().count() > 1;
    }

    /** Tells whether numbers look drawn: all different and of a usual size, which those of unused memory are not. */
    private static boolean looksDrawn(double[] values) {
        return Arrays.stream(values).distinct().count() == values.length
                && Arrays.stream(values).map(Math::abs).allMatch(value -> value > 1e-9 && value < 100);
    }
}
