package org.rnnkit.testkit.comparison;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The values of a wrong array and of the right one. Of large arrays it is a block of values around the first wrong one.
 *
 * @param from the first index of the block on each axis
 * @param sizes the size of the block on each axis
 * @param expected the right values of the block, flat, the last axis fastest; NaN and infinity are texts in JSON
 * @param actual the values of the block that came out
 * @param wrong the places of the block's wrong values in these two lists, in order
 * @param first the indices of the first wrong value of the whole array, one for each axis
 * @param wrongInAll the number of wrong values in the whole array
 */
public record ComparedValues(List<Long> from, List<Integer> sizes,
        @JsonSerialize(contentUsing = NumberSerializer.class) List<Double> expected,
        @JsonSerialize(contentUsing = NumberSerializer.class) List<Double> actual,
        List<Integer> wrong, List<Long> first, long wrongInAll) {

    /** The most values of each array. */
    static final int MAX_CELLS = 192;
    /** The most places of the last axis, which goes to the right in a drawing. */
    private static final int MAX_COLUMNS = 12;
    /** The most places of the axis before the last. */
    private static final int MAX_ROWS = 24;
    /** The most values of the last two axes; of the axis before them there are at most two places, of all others one. */
    private static final int MAX_TABLE = 96;
    /** As many digits as a float32 needs to be told from every other one. */
    private static final MathContext DIGITS = new MathContext(9);

    /** Copies the lists. Rejects values that no comparison has, because it may come from a student's process. */
    public ComparedValues {
        from = List.copyOf(from);
        sizes = List.copyOf(sizes);
        expected = List.copyOf(expected);
        actual = List.copyOf(actual);
        wrong = List.copyOf(wrong);
        first = List.copyOf(first);
        ValueChecks.require(expected.size() <= MAX_CELLS, "number of values");
        ValueChecks.require(sizes.stream().allMatch(size -> size >= 1 && size <= MAX_CELLS), "size of the block");
        ValueChecks.require(sizes.size() == from.size() && sizes.size() == first.size(), "number of axes");
        ValueChecks.require(expected.size() == actual.size(), "number of values");
        ValueChecks.require(!wrong.isEmpty() && wrong.size() <= wrongInAll, "number of wrong values");
        for (int i = 0; i < wrong.size(); i++) {
            ValueChecks.require(wrong.get(i) >= (i == 0 ? 0 : wrong.get(i - 1) + 1) && wrong.get(i) < expected.size(), "place");
        }
    }

    /** Rejects a block that is not a part of an array of this shape, or labels that do not fit it. */
    void requireWithin(List<Long> shape, List<ArrayAxis> axes) {
        ValueChecks.require(sizes.size() == shape.size(), "number of axes");
        double cells = 1;
        double all = 1;
        for (int axis = 0; axis < sizes.size(); axis++) {
            long begin = from.get(axis);
            long end = begin + sizes.get(axis);
            ValueChecks.require(begin >= 0 && begin <= shape.get(axis) && end <= shape.get(axis), "block");
            ValueChecks.require(first.get(axis) >= begin && first.get(axis) < end, "first wrong value");
            int labels = axes.get(axis).labels().size();
            ValueChecks.require(labels == 0 || labels == sizes.get(axis), "number of labels");
            cells *= sizes.get(axis);
            all *= shape.get(axis);
        }
        ValueChecks.require(cells == expected.size() && all <= Integer.MAX_VALUE && wrongInAll <= all, "number of values");
    }

    /** Returns the values around the first wrong one. */
    static ComparedValues around(long[] shape, Difference difference) {
        int[] wrong = difference.wrong();
        long[] first = indices(wrong[0], shape);
        long[] sizes = block(shape);
        long[] from = new long[shape.length];
        for (int axis = 0; axis < shape.length; axis++) {
            // A few places before the first wrong value are shown, too: they are right on at least one axis.
            from[axis] = Math.max(0, Math.min(first[axis] - sizes[axis] / 4, shape[axis] - sizes[axis]));
        }
        int cells = (int) Arrays.stream(sizes).reduce(1, (a, b) -> a * b);
        List<Double> expected = new ArrayList<>();
        List<Double> actual = new ArrayList<>();
        List<Integer> wrongCells = new ArrayList<>();
        for (int cell = 0; cell < cells; cell++) {
            int place = place(indices(cell, sizes), from, shape);
            expected.add(rounded(difference.expected()[place]));
            actual.add(rounded(difference.actual()[place]));
            if (difference.isWrong().test(place)) {
                wrongCells.add(cell);
            }
        }
        return new ComparedValues(list(from), Arrays.stream(sizes).mapToObj(size -> (int) size).toList(), expected, actual,
                wrongCells, list(first), wrong.length);
    }

    /** Returns the sizes of the largest block of an array that is drawn. */
    static long[] block(long[] shape) {
        int axes = shape.length;
        long[] sizes = new long[axes];
        for (int axis = axes - 1; axis >= 0; axis--) {
            sizes[axis] = Math.min(shape[axis], switch (axes == 1 ? 1 : axes - 1 - axis) {
                case 0 -> MAX_COLUMNS;
                case 1 -> axes == 1 ? MAX_ROWS : Math.min(MAX_ROWS, MAX_TABLE / Math.max(1, sizes[axes - 1]));
                case 2 -> 2;
                default -> 1;
            });
        }
        return sizes;
    }

    static List<Long> list(long[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    /** Returns the place in the flat array. */
    private static int place(long[] indices, long[] from, long[] shape) {
        long place = 0;
        for (int axis = 0; axis < shape.length; axis++) {
            place = place * shape[axis] + from[axis] + indices[axis];
        }
        return (int) place;
    }

    /** Returns the indices, one for each axis, of a place in a flat array. */
    public static long[] indices(int place, long[] shape) {
        long[] indices = new long[shape.length];
        long rest = place;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            indices[axis] = rest % shape[axis];
            rest /= shape[axis];
        }
        return indices;
    }

    static double rounded(double value) {
        return Double.isFinite(value) ? new BigDecimal(value).round(DIGITS).doubleValue() : value;
    }

    /** Returns those of an axis's labels that belong to the block. */
    List<String> shownOf(List<String> labels, int axis) {
        int begin = from.get(axis).intValue();
        return labels.subList(begin, begin + sizes.get(axis));
    }

    /**
     * Tells whether the block is the whole array.
     *
     * @param shape the shape of the array
     * @return whether it has all values
     */
    public boolean isWhole(List<Long> shape) {
        return IntStream.range(0, sizes.size()).allMatch(axis -> sizes.get(axis) == (long) shape.get(axis));
    }
}
