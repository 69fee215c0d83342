package org.rnnkit.testkit.comparison;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The difference between a wrong array and the right one, as data that a page can draw. It has a limited size: of large
 * arrays it has the part around the first wrong value.
 *
 * @param name the name of the result, such as "logits"
 * @param axes the axes of the right array
 * @param expectedShape the size of each axis of the right array
 * @param actualShape the size of each axis of the wrong array
 * @param values the values of both arrays; null if the shapes differ, because the values are not compared then
 */
public record ArrayComparison(String name, List<ArrayAxis> axes, List<Long> expectedShape, List<Long> actualShape,
        ComparedValues values) {

    private static final int NAME = 200;
    private static final int MAX_AXES = 8;
    private static final long MAX_SIZE = 1_000_000_000;

    /**
     * Copies the lists, and cuts a long name. Rejects values that no comparison has, because it may come from a student's
     * process.
     */
    public ArrayComparison {
        axes = List.copyOf(axes);
        expectedShape = List.copyOf(expectedShape);
        actualShape = List.copyOf(actualShape);
        name = ValueChecks.cut(name, NAME);
        ValueChecks.require(axes.size() == expectedShape.size(), "number of axes");
        ValueChecks.require(expectedShape.size() <= MAX_AXES && actualShape.size() <= MAX_AXES, "number of axes");
        ValueChecks.require(Stream.of(expectedShape, actualShape).flatMap(List::stream)
                .allMatch(size -> size >= 0 && size <= MAX_SIZE), "size of an axis");
        ValueChecks.require((values == null) != expectedShape.equals(actualShape), "shape");
        if (values != null) {
            values.requireWithin(expectedShape, axes);
        }
    }

    /**
     * Makes the comparison of an array with a wrong shape.
     *
     * @param name the name of the result
     * @param axisNames the names of the right array's axes; ignored if there is not one for each axis
     * @param expected the right shape
     * @param actual the wrong shape
     * @return the comparison; null if the array has too many axes or values to be drawn
     */
    public static ArrayComparison ofShapes(String name, List<String> axisNames, long[] expected, long[] actual) {
        List<ArrayAxis> axes = axes(axisNames, expected.length).stream()
                .map(axis -> new ArrayAxis(axis, List.of())).toList();
        return orNull(name, axes, expected, actual, null);
    }

    /**
     * Makes the comparison of an array with wrong values.
     *
     * @param name the name of the result
     * @param axisNames the names of the axes; ignored if there is not one for each axis
     * @param labels the names of all places of each axis; those of an axis are empty if they have only their indices
     * @param shape the shape of both arrays
     * @param difference the values of both arrays
     * @return the comparison; null if the array has too many axes or values to be drawn
     */
    public static ArrayComparison ofValues(String name, List<String> axisNames, List<List<String>> labels, long[] shape,
            Difference difference) {
        if (shape.length > MAX_AXES) {
            return null;
        }
        ComparedValues values = ComparedValues.around(shape, difference);
        List<String> names = axes(axisNames, shape.length);
        List<ArrayAxis> axes = IntStream.range(0, shape.length).mapToObj(axis -> new ArrayAxis(names.get(axis),
                labels.size() <= axis || labels.get(axis).size() != shape[axis] ? List.of()
                        : values.shownOf(labels.get(axis), axis))).toList();
        return orNull(name, axes, shape, shape, values);
    }

    private static List<String> axes(List<String> names, int axes) {
        return names.size() != axes ? IntStream.range(0, axes).mapToObj(axis -> "").toList()
                : names;
    }

    /** Makes the comparison; a failing test must fail with its own message, even if there is nothing to draw. */
    private static ArrayComparison orNull(String name, List<ArrayAxis> axes, long[] expected, long[] actual,
            ComparedValues values) {
        try {
            return new ArrayComparison(name, axes, ComparedValues.list(expected), ComparedValues.list(actual), values);
        } catch (IllegalArgumentException tooLarge) {
            return null;
        }
    }
}
