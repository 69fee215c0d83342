package org.rnnkit.testkit;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rnnkit.testkit.comparison.ArrayComparison;
import org.rnnkit.testkit.comparison.ComparedTexts;
import org.rnnkit.testkit.comparison.ComparedValues;
import org.rnnkit.testkit.comparison.Difference;
import org.rnnkit.testkit.comparison.ShortNumber;
import org.rnnkit.testkit.failure.Failure;
import org.rnnkit.toolkit.NotImplementedYet;

/**
 * An expectation about a result. If the result is wrong, the message says what came out, what should have, and the known
 * slip that explains it, in this case and in all others ({@link Evidence}). So give every case of a result all its slips.
 */
public final class Expect {

    /**
     * The largest allowed difference between a float32 result and one in doubles. Values are below 10 and sums have fewer than
     * 100 terms, so rounding leaves errors below 10 · 100 · 6e-8 = 6e-5 at worst; the kit's own tests measure the largest over
     * many seeds. A comparison of larger cases says how far rounding goes there. Slips differ by 1e-2 and more.
     */
    public static final double TOLERANCE = 2e-4;

    private final String name;
    private final NDArray actual;
    private List<String> axes = List.of();
    /** The right shape; null if only the values are compared. */
    private Shape rightShape;
    /** What a tolerance is a part of, unless the expected value is larger. */
    private double unit = 1;

    private Expect(String name, NDArray actual) {
        this.name = name;
        this.actual = actual;
    }

    /** Starts an expectation about an array, and fails if it is null or not what it seems. */
    public static Expect array(String name, NDArray actual) {
        EngineArray.require(name, actual);
        return new Expect(name, actual);
    }

    /** Starts an expectation about the only array of a list, and fails if the list has none or more than one. */
    public static Expect only(String name, NDList list) {
        list(name, list);
        that(list.size() == 1, () -> name + " must be a list of one array, but has " + Evidence.sizes().ofArrays(list));
        return array(name, list.get(0));
    }

    /** Checks that there is a list, and one of DJL's own class. */
    public static NDList list(String name, NDList list) {
        that(list != null, () -> name + " is null");
        that(list.getClass() == NDList.class, () -> name + " is a " + list.getClass().getName() + ": return an NDList");
        return list;
    }

    /**
     * Names sizes of this test, for messages about results that are a multiple of the right ones or have a wrong shape. Sizes
     * that {@link Draw#sizes} draws, or that the test's name has, are known.
     *
     * @param sizes the sizes, such as batchSize and numSteps
     */
    public static void sizes(Map<String, ? extends Number> sizes) {
        Evidence.addSizes(sizes);
    }

    /** Checks that a returned array is still open: the values of a closed one are gone. */
    public Expect isOpen() {
        if (actual.isReleased()) {
            throw failure(name + " is closed already when it comes back: your code closed it, or a scope or manager that ended "
                    + "did, or it is one of an earlier call.\nIf it was a scope, take it out with NDScope.unregister while the "
                    + "scope is open; if a manager, make the array on one that stays open, or attach it to one");
        }
        return this;
    }

    /** Names each axis of the right array, for the drawing of a wrong result. */
    public Expect withAxes(List<String> names) {
        axes = List.copyOf(names);
        return this;
    }

    /** Names the axes and gives the right shape, for a drawing of a result whose values are checked before its shape. */
    public Expect withAxes(List<String> names, Shape right) {
        rightShape = right;
        return withAxes(names);
    }

    /** Compares values in this unit: a tolerance is a part of it, or of a larger value. */
    public Expect inUnitsOf(double newUnit) {
        unit = newUnit;
        return this;
    }

    private NDArray open() {
        return isOpen().actual;
    }

    /** Checks the shape. A wrong one is compared with those of known slips. */
    public Expect hasShape(Shape expected, Slip... slips) {
        Shape shape = open().getShape();
        compare("the shape of " + name, Slip.sizes(shape), Slip.sizes(expected), 0, () -> slips,
                () -> Failure.ofResult(name + " has shape " + shape, String.valueOf(expected)),
                () -> Evidence.sizes().ofShapes(shape, expected),
                () -> ArrayComparison.ofShapes(name, axes, expected.getShape(), shape.getShape()));
        return this;
    }

    /** Checks the data type. */
    public Expect isFloat32() {
        if (open().getDataType() != DataType.FLOAT32) {
            throw Mismatch.of(MismatchKind.CAUSE, Failure.ofResult(name + " has data type "
                    + actual.getDataType().toString().toLowerCase(Locale.ROOT), "float32"));
        }
        return this;
    }

    /** Checks the array's device. */
    public Expect isOn(Device device) {
        if (!open().getDevice().equals(device)) {
            throw Mismatch.of(MismatchKind.CAUSE, Failure.ofResult(name + " is on " + actual.getDevice(), device.toString()));
        }
        return this;
    }

    /** Checks which manager owns the array. */
    public Expect belongsTo(NDManager manager) {
        ownership(open().getManager() == manager, () -> name + " does not belong to the manager given: create it with that "
                + "manager, and don't detach() it, so that it lives as long as its owner wants");
        return this;
    }

    /** Checks every value. A wrong result is compared with known slips. */
    public Expect isCloseTo(double[] expected, Slip... slips) {
        return isCloseTo(expected, TOLERANCE, slips);
    }

    /** Checks every value with the given tolerance. */
    public Expect isCloseTo(double[] expected, double tolerance, Slip... slips) {
        return isCloseTo(expected, tolerance, () -> slips);
    }

    /** Checks every value. The slips are computed only if something is wrong. */
    public Expect isCloseTo(double[][] expected, Supplier<Slip[]> slips) {
        return isCloseTo(flat(expected), TOLERANCE, slips);
    }

    /** Checks every value with the given tolerance. The slips are computed only if something is wrong. */
    public Expect isCloseTo(double[] expected, double tolerance, Supplier<Slip[]> slips) {
        double[] values = values(open());
        double[] inUnits = inUnits(values);
        double[] expectedInUnits = inUnits(expected);
        Shape shape = actual.getShape();
        compare(name, inUnits, expectedInUnits, tolerance, () -> Arrays.stream(slips.get())
                .map(slip -> new Slip(slip.words(), () -> inUnits(slip.values()))).toArray(Slip[]::new), () -> {
            if (values.length != expected.length) {
                String has = name + " has shape " + shape;
                return rightShape != null ? Failure.ofResult(has, rightShape.toString())
                        : Failure.ofResult(has + " with " + values.length + " values", String.valueOf(expected.length));
            }
            int first = firstDifference(inUnits, expectedInUnits, tolerance);
            return Failure.ofResult(name + ": " + ShortNumber.of(values[first], expected[first]) + " at "
                    + Arrays.toString(ComparedValues.indices(first, shape.getShape())),
                    ShortNumber.of(expected[first], values[first]) + " (shape " + shape + ")")
                    .with(WrongPart.of(inUnits, expectedInUnits, tolerance, shape,
                            AxisNames.LOGITS.equals(axes) ? Evidence.sizes().size("batchSize") : 0));
        }, () -> values.length == expected.length ? Evidence.sizes().ofFactor(values, expected)
                : rightShape == null ? "" : Evidence.sizes().ofShapes(shape, rightShape),
                () -> drawing(expected, values, tolerance));
        return this;
    }

    private double[] inUnits(double[] values) {
        double[] inUnits = unit == 1 ? values : values.clone();
        for (int i = 0; unit != 1 && i < inUnits.length; i++) {
            inUnits[i] /= unit;
        }
        return inUnits;
    }

    /** Returns what a page draws of wrong values; null if the right shape is not known. */
    private ArrayComparison drawing(double[] expected, double[] values, double tolerance) {
        Shape shape = actual.getShape();
        if (rightShape != null && !rightShape.equals(shape)) {
            return ArrayComparison.ofShapes(name, axes, rightShape.getShape(), shape.getShape());
        }
        return values.length != expected.length ? null : ArrayComparison.ofValues(name, axes, places(shape), shape.getShape(),
                new Difference(expected, values, i -> !isClose(values[i] / unit, expected[i] / unit, tolerance)));
    }

    /** Names the places of each axis: a row of logits by its time step and its sequence. */
    private List<List<String>> places(Shape shape) {
        return IntStream.range(0, shape.dimension()).mapToObj(axis ->
                axis < axes.size() && axes.get(axis).equals(AxisNames.LOGITS.get(0))
                        ? AxisNames.ofRows(shape.get(axis), Evidence.sizes().size("batchSize")) : List.<String>of()).toList();
    }

    /** Compares a result with the expected values and with those of all known slips. */
    private static void compare(String name, double[] actual, double[] expected, double tolerance, Supplier<Slip[]> slips,
            Supplier<Failure> otherwise, Supplier<String> unexplained, Supplier<ArrayComparison> arrays) {
        Evidence.current().tellObserver(name, expected, tolerance, slips);
        check(Comparison.of(Evidence.subject(name), actual, expected, tolerance, slips), otherwise, unexplained, arrays);
    }

    /**
     * Checks a result that is compared in a way of its own, such as the frequencies of random draws.
     *
     * @param name the name of the result; what follows a bracket belongs to the case
     * @param right whether the result is right
     * @param slips the known slips, and whether each gives this result
     * @param otherwise what came out and what should have
     */
    public static void result(String name, boolean right, Supplier<Map<String, Boolean>> slips, Supplier<Failure> otherwise) {
        Evidence.current().tellObserver(name, () -> slips.get().keySet());
        check(Comparison.of(Evidence.subject(name), right, slips), otherwise, () -> "", () -> null);
    }

    private static void check(Comparison comparison, Supplier<Failure> otherwise, Supplier<String> unexplained,
            Supplier<ArrayComparison> arrays) {
        Evidence.current().add(comparison);
        if (!comparison.isRight()) {
            throw Mismatch.of(comparison, otherwise.get().withComparison(arrays.get()), unexplained.get());
        }
    }

    /** Checks that a call did not change or close an array that it was given. */
    public void isUnchanged(double[] before, String by) {
        if (actual.isReleased()) {
            throw failure(by + " closed " + name + ", which belongs to the caller");
        }
        double[] after = values(actual);
        if (after.length != before.length || firstDifference(after, before, 0) >= 0) {
            throw failure(by + " changed " + name + ": work on new arrays and leave it as it is.\nWhat shares its numbers is "
                    + "not new: reshape, transpose, flatten, get, stopGradient, and toType to the type that it has already");
        }
    }

    /** Checks every value of rows. */
    public Expect isCloseTo(double[][] expected, Slip... slips) {
        return isCloseTo(flat(expected), slips);
    }

    /** Checks one number. */
    public static void number(String name, double actual, double expected, double tolerance, Slip... slips) {
        number(name, actual, expected, tolerance, () -> slips);
    }

    /** Checks one number. The slips are computed only if it is wrong. */
    public static void number(String name, double actual, double expected, double tolerance, Supplier<Slip[]> slips) {
        double relative = tolerance / Math.max(1, Math.abs(expected));
        compare(name, new double[] {actual}, new double[] {expected}, relative, slips,
                () -> Failure.ofResult(name + " is " + ShortNumber.of(actual, expected), ShortNumber.of(expected, actual)),
                () -> Evidence.sizes().ofFactor(new double[] {actual}, new double[] {expected}), () -> null);
    }

    /** Checks numbers that belong together, which a message says in words of its own. */
    public static void numbers(String name, double[] actual, double[] expected, double tolerance, Supplier<Slip[]> slips,
            Supplier<Failure> otherwise) {
        compare(name, actual, expected, tolerance, slips, otherwise, () -> "", () -> null);
    }

    /** Checks a text, like numbers: the values of a slip are the characters of the wrong text. */
    public static void text(String name, String actual, String expected, Supplier<Slip[]> slips,
            Supplier<String> unexplained) {
        that(actual != null, name + " returned null");
        ComparedTexts texts = ComparedTexts.of(actual, expected);
        compare(name, actual.chars().asDoubleStream().toArray(), expected.chars().asDoubleStream().toArray(), 0, slips,
                () -> Failure.ofResult(name + " gives " + texts.actual(), texts.expected()).with(texts.same()), unexplained,
                () -> null);
    }

    /** Makes a failure whose message names the cause. */
    public static AssertionError failure(String message) {
        return Mismatch.of(MismatchKind.CAUSE, Failure.of(message));
    }

    /** Checks a condition, and fails with a message that names the cause. */
    public static void that(boolean holds, String otherwise) {
        require(holds, MismatchKind.CAUSE, () -> otherwise);
    }

    /** Checks a condition, and fails with a message that is made only if it is needed. */
    public static void that(boolean holds, Supplier<String> otherwise) {
        require(holds, MismatchKind.CAUSE, otherwise);
    }

    /** Checks a condition, and fails with a message that says what is wrong, but does not name the cause. */
    public static void difference(boolean holds, Supplier<String> otherwise) {
        require(holds, MismatchKind.DIFFERENCE, otherwise);
    }

    /** Checks a condition that many different mistakes break. Its message is shown only if nothing else is wrong. */
    public static void consequence(boolean holds, Supplier<String> otherwise) {
        require(holds, MismatchKind.CONSEQUENCE, otherwise);
    }

    /** Checks a condition on the owner or lifetime of an array. Its message is shown only if nothing else is wrong. */
    public static void ownership(boolean holds, Supplier<String> otherwise) {
        require(holds, MismatchKind.OWNERSHIP, otherwise);
    }

    private static void require(boolean holds, MismatchKind kind, Supplier<String> otherwise) {
        if (!holds) {
            throw Mismatch.of(kind, kind == MismatchKind.CAUSE ? Failure.of(otherwise.get())
                    : Failure.ofResult(otherwise.get()));
        }
    }

    /** Checks that a call left no array more on a manager, nor less, than before; the owner and the remedy are words. */
    public static void nothingLeft(String call, int left, String owner, String remedy) {
        String arrays = Math.abs(left) == 1 ? " array" : " arrays";
        ownership(left <= 0, () -> call + " left " + left + arrays + " on " + owner + remedy);
        ownership(left == 0, () -> call + " closed " + -left + arrays + " of " + owner + ", or took them away");
    }

    /** Checks that a call rejects its arguments. */
    public static void illegalArgument(String call, ThrowingCallable code) throws Throwable {
        try {
            code.call();
        } catch (IllegalArgumentException expected) {
            return;
        } catch (NotImplementedYet stub) {
            throw stub;
        } catch (RuntimeException thrown) {
            String said = thrown instanceof NullPointerException ? "" : ": " + thrown.getMessage();
            throw Mismatch.of(MismatchKind.ARGUMENT, Failure.ofResult(call + " must throw an IllegalArgumentException that "
                    + "says what is wrong, but threw " + thrown.getClass().getSimpleName() + said));
        }
        throw Mismatch.of(MismatchKind.ARGUMENT, Failure.ofResult(call
                + " must throw an IllegalArgumentException, but returned"));
    }

    /** Reads an array of any numeric type. */
    public static double[] values(NDArray array) {
        if (array.getDataType() == DataType.FLOAT32) { // without an object for each number
            float[] floats = array.toFloatArray();
            double[] values = new double[floats.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = floats[i];
            }
            return values;
        }
        return array.getDataType() == DataType.INT64 ? Arrays.stream(array.toLongArray()).asDoubleStream().toArray()
                : Arrays.stream(array.toArray()).mapToDouble(Number::doubleValue).toArray();
    }

    /** Reads every array of a list. */
    public static List<double[]> values(NDList list) {
        return list.stream().map(Expect::values).toList();
    }

    /** Joins rows to one array. */
    public static double[] flat(double[][] rows) {
        double[] values = new double[Arrays.stream(rows).mapToInt(row -> row.length).sum()];
        int begin = 0;
        for (double[] row : rows) {
            System.arraycopy(row, 0, values, begin, row.length);
            begin += row.length;
        }
        return values;
    }

    /** Joins blocks of rows to one. */
    public static double[][] rows(double[][][] blocks) {
        return Arrays.stream(blocks).flatMap(Arrays::stream).toArray(double[][]::new);
    }

    /** Tells whether all numbers of two arrays are the same but for rounding. */
    public static boolean isClose(double[] a, double[] b, double tolerance) {
        return a.length == b.length && firstDifference(a, b, tolerance) < 0;
    }

    /** Returns the first index at which two arrays differ, or -1. */
    private static int firstDifference(double[] a, double[] b, double tolerance) {
        int i = 0;
        while (i < a.length && (a[i] == b[i] || isClose(a[i], b[i], tolerance))) { // most are equal where nothing may change
            i++;
        }
        return i < a.length ? i : -1;
    }

    /** Tells whether two numbers are the same but for rounding. NaN equals only NaN, and infinity only infinity. */
    static boolean isClose(double a, double b, double tolerance) {
        return Double.compare(a, b) == 0
                || Double.isFinite(b) && Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b));
    }
}
