package org.rnnkit.testkit;

import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.rnnkit.testkit.comparison.ComparedValues;

/** A sentence that says which part of an array is wrong, if another part of it is right, or where its NaN comes from. */
final class WrongPart {

    private static final String NOT_A_NUMBER = "NaN comes from ∞/∞, ∞ - ∞, 0 · ∞, 0/0, or the log or root of a negative "
            + "number. exp(x) is ∞ in float32 for x above 88.7";

    private WrongPart() {}

    /**
     * Returns the sentence; empty if all values are wrong, or nearly all.
     *
     * @param rowsOfStep the number of rows that a time step has; 0 if the rows are not those of time steps
     */
    static String of(double[] actual, double[] expected, double tolerance, Shape shape, long rowsOfStep) {
        List<Integer> wrong = IntStream.range(0, actual.length)
                .filter(i -> !Expect.isClose(actual[i], expected[i], tolerance)).boxed().toList();
        if (wrong.stream().anyMatch(i -> Double.isNaN(actual[i]) && Double.isFinite(expected[i]))) {
            return NOT_A_NUMBER;
        }
        if (wrong.size() == 1) {
            return "All other values are right";
        }
        String part = wrong.size() + " of " + actual.length + " values are wrong";
        for (int axis = 0; axis < shape.dimension(); axis++) {
            int place = axis;
            TreeSet<Long> places = new TreeSet<>();
            wrong.forEach(i -> places.add(ComparedValues.indices(i, shape.getShape())[place]));
            long first = places.first();
            long last = places.last();
            if (places.size() < shape.get(axis) && last - first == places.size() - 1) {
                return part + ", all of them " + (axis == 0 && 0 < rowsOfStep && rowsOfStep <= first
                        ? "after the first time step: look at what goes from one step to the next"
                        : "at index " + first + (last > first ? " to " + last : "") + " of axis " + axis);
            }
        }
        return wrong.size() <= actual.length / 2 ? part : "";
    }
}
