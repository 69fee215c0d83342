package org.rnnkit.testkit.comparison;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An array as data that a page or a terminal can draw. Of a large one it has the beginning.
 *
 * @param name its name, such as "logits"; empty if it has none
 * @param type its data type, such as "float32"
 * @param shape the size of each axis
 * @param sizes the size of the part on each axis
 * @param values the values of the part, flat, the last axis fastest
 */
public record ShownArray(String name, String type, List<Long> shape, List<Integer> sizes, List<Double> values) {

    private static final int MAX_AXES = 8;
    private static final int MAX_TEXT = 60;
    private static final int MAX_VALUES = 192;

    /** Copies the lists. Rejects a part that is too large or not whole, because it may come from a student's process. */
    public ShownArray {
        shape = List.copyOf(shape);
        sizes = List.copyOf(sizes);
        values = List.copyOf(values);
        ValueChecks.text(name, MAX_TEXT);
        ValueChecks.text(type, MAX_TEXT);
        ValueChecks.require(shape.size() <= MAX_AXES && sizes.size() == shape.size(), "number of axes");
        ValueChecks.require(values.size() <= MAX_VALUES && values.size() == sizes.stream()
                .mapToLong(size -> size).reduce(1, (a, b) -> a * b), "number of values");
    }

    /**
     * Reads an array.
     *
     * @param name its name; empty if it has none
     * @param array the array, with at most eight axes
     * @return its beginning
     */
    public static ShownArray of(String name, NDArray array) {
        long[] shape = array.getShape().getShape();
        long[] sizes = ComparedValues.block(shape);
        NDArray part = shape.length == 0 || array.size() == 0 ? array : array.get(new NDIndex(Arrays.stream(sizes)
                .mapToObj(size -> "0:" + size).collect(Collectors.joining(", "))));
        return new ShownArray(name, array.getDataType().toString(), ComparedValues.list(shape),
                Arrays.stream(sizes).mapToObj(size -> (int) size).toList(),
                Arrays.stream(part.toType(DataType.FLOAT64, false).toDoubleArray()).map(ComparedValues::rounded).boxed()
                        .toList());
    }

    /**
     * Describes the array.
     *
     * @return its name, shape and data type, and which part of it is shown
     */
    public String words() {
        String whole = (name.isEmpty() ? "" : name + ": ") + (shape.isEmpty() ? "one number" : shape) + ", " + type;
        return IntStream.range(0, sizes.size()).allMatch(axis -> sizes.get(axis) == (long) shape.get(axis)) ? whole
                : whole + "; shown is the beginning, " + sizes;
    }
}
