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
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rnnkit.toolkit.NotImplementedYet;

/**
 * What a result must be, and a message that names the mistake where it is not: shapes, the first
 * differing place, and the known slip that gives just these numbers.
 */
public final class Expect {

    /**
     * How far a float32 result may lie from one in doubles. Values are below 10 and sums have fewer than
     * 100 terms, so rounding leaves errors below 10 · 100 · 6e-8 = 6e-5 at the very worst; the kit's own
     * tests measure the largest over many seeds. In step 4 the logarithm (to 10) of the largest error over this was
     * -3.1 ± 0.3 in 300 draws, so that a right result fails with a chance below 1e-25. Slips differ by 1e-2 and more.
     */
    public static final double TOLERANCE = 2e-4;

    private final String name;
    private final NDArray actual;

    private Expect(String name, NDArray actual) {
        this.name = name;
        this.actual = actual;
    }

    /** Begins to say what an array must be; null is answered at once. */
    public static Expect array(String name, NDArray actual) {
        if (actual == null) {
            throw Mismatch.inWords(name + " is null");
        }
        return new Expect(name, actual);
    }

    /** Takes the only array of a list. */
    public static Expect only(String name, NDList list) {
        if (list == null) {
            throw Mismatch.inWords(name + " is null");
        }
        if (list.size() != 1) {
            throw Mismatch.inWords(name + " must be a list of one array, but has " + list.size());
        }
        return array(name, list.get(0));
    }

    /** Checks that an array that came back can be used: its numbers are gone where it was closed on the way. */
    public Expect isOpen() {
        if (actual.isReleased()) {
            throw Mismatch.inWords(name + " is closed already when it comes back: a scope or manager that ended closed it, "
                    + "or it is one of an earlier call.\nTake it out with NDScope.unregister while the scope is open, or "
                    + "attach it to a manager that stays open");
        }
        return this;
    }

    private NDArray open() {
        return isOpen().actual;
    }

    /** Checks the shape; known wrong ones come as pairs of shape and words. */
    public Expect hasShape(Shape expected, Object... knownShapesAndWords) {
        if (!open().getShape().equals(expected)) {
            String slip = "";
            for (int i = 0; slip.isEmpty() && i < knownShapesAndWords.length; i += 2) {
                if (actual.getShape().equals(knownShapesAndWords[i])) {
                    slip = "\nThis is the shape that comes out when " + knownShapesAndWords[i + 1];
                }
            }
            throw Mismatch.ofValues(name + " has shape " + actual.getShape() + ", expected " + expected, slip);
        }
        return this;
    }

    /** Checks the data type. */
    public Expect isFloat32() {
        if (open().getDataType() != DataType.FLOAT32) {
            throw Mismatch.inWords(name + " has data type " + actual.getDataType().toString().toLowerCase(Locale.ROOT)
                    + ", expected float32");
        }
        return this;
    }

    /** Checks where the array lives. */
    public Expect isOn(Device device) {
        if (!open().getDevice().equals(device)) {
            throw Mismatch.inWords(name + " is on " + actual.getDevice() + ", expected " + device);
        }
        return this;
    }

    /** Checks who owns the array. */
    public Expect belongsTo(NDManager manager) {
        if (open().getManager() != manager) {
            throw Mismatch.ofOwnership(name + " does not belong to the manager given: create it with that manager, "
                    + "so that it lives as long as its owner wants");
        }
        return this;
    }

    /** Checks every value; the wrong result is compared with known slips. */
    public Expect isCloseTo(double[] expected, Slip... slips) {
        return isCloseTo(expected, TOLERANCE, slips);
    }

    /** Checks every value within a tolerance of its own. */
    public Expect isCloseTo(double[] expected, double tolerance, Slip... slips) {
        double[] values = values(open());
        if (values.length != expected.length) {
            throw Mismatch.ofValues(name + " has shape " + actual.getShape() + " with " + values.length
                    + " values, expected " + expected.length, "");
        }
        int first = firstDifference(values, expected, tolerance);
        if (first >= 0) {
            String message = String.format(Locale.ROOT, "%s: %.6g at %s, expected %.6g (shape %s)", name,
                    values[first], index(first, actual.getShape()), expected[first], actual.getShape());
            throw Mismatch.ofValues(message, known(values, tolerance, slips));
        }
        return this;
    }

    /** Checks that a call left an array that it was given as it was. */
    public void isUnchanged(double[] before, String by) {
        if (actual.isReleased()) {
            throw Mismatch.inWords(by + " closed " + name + ", which belongs to the caller");
        }
        double[] after = values(actual);
        if (after.length != before.length || firstDifference(after, before, 0) >= 0) {
            throw Mismatch.inWords(by + " changed " + name + ": work on new arrays and leave it as it is");
        }
    }

    /** The same for rows. */
    public Expect isCloseTo(double[][] expected, Slip... slips) {
        return isCloseTo(flat(expected), slips);
    }

    /** Checks one number. */
    public static void number(String name, double actual, double expected, double tolerance, Slip... slips) {
        if (!(Math.abs(actual - expected) <= tolerance)) {
            throw Mismatch.ofValues(String.format(Locale.ROOT, "%s is %.6g, expected %.6g", name, actual, expected),
                    known(new double[] {actual}, tolerance, slips));
        }
    }

    /** Checks a text; the slip behind a wrong one is given where it is known. */
    public static void text(String name, String actual, String expected, String slip) {
        if (!expected.equals(actual)) {
            throw Mismatch.ofValues(name + " gives \"" + actual + "\",\nexpected \"" + expected + "\"",
                    slip.isEmpty() ? "" : "\nThis is what comes out when " + slip);
        }
    }

    /** Says something in the kit's own words where a condition does not hold. */
    public static void that(boolean holds, String otherwise) {
        if (!holds) {
            throw Mismatch.inWords(otherwise);
        }
    }

    /** Says something that takes work to say. */
    public static void that(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw Mismatch.inWords(otherwise.get());
        }
    }

    /** Says something of who owns an array, and for how long; it is heard only where all else is right. */
    public static void ownership(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw Mismatch.ofOwnership(otherwise.get());
        }
    }

    /**
     * Checks that a call left no more and no fewer arrays on a manager than there were.
     *
     * @param call what was called
     * @param left how many arrays the manager owns more than before
     * @param owner whose manager it is, as in "the manager given"
     * @param remedy what to do about it
     */
    public static void nothingLeft(String call, int left, String owner, String remedy) {
        String arrays = Math.abs(left) == 1 ? " array" : " arrays";
        ownership(left <= 0, () -> call + " left " + left + arrays + " on " + owner + remedy);
        ownership(left == 0, () -> call + " closed " + -left + arrays + " of " + owner + ", or took them away");
    }

    /** Checks that a call refuses its arguments. */
    public static void illegalArgument(String call, ThrowingCallable code) throws Throwable {
        try {
            code.call();
        } catch (IllegalArgumentException expected) {
            return;
        } catch (NotImplementedYet stub) {
            throw stub;
        } catch (RuntimeException thrown) {
            throw Mismatch.inWords(call + " must throw an IllegalArgumentException that says what is wrong, but "
                    + "threw " + thrown.getClass().getSimpleName() + ": " + thrown.getMessage());
        }
        throw Mismatch.inWords(call + " must throw an IllegalArgumentException, but returned");
    }

    /** Reads an array of any numeric type. */
    public static double[] values(NDArray array) {
        return Arrays.stream(array.toArray()).mapToDouble(Number::doubleValue).toArray();
    }

    /** Reads every array of a list. */
    public static List<double[]> values(NDList list) {
        return list.stream().map(Expect::values).toList();
    }

    /** Puts rows one behind the other. */
    public static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }

    /** Puts blocks of rows one behind the other. */
    public static double[][] rows(double[][][] blocks) {
        return Arrays.stream(blocks).flatMap(Arrays::stream).toArray(double[][]::new);
    }

    private static String known(double[] values, double tolerance, Slip... slips) {
        String words = Arrays.stream(slips)
                .filter(s -> s.values().length == values.length && firstDifference(values, s.values(), tolerance) < 0)
                .map(Slip::words).distinct().collect(Collectors.joining(";\nor when "));
        return words.isEmpty() ? "" : "\nThese are the numbers that come out when " + words;
    }

    /** NaN differs from every number but NaN. */
    private static int firstDifference(double[] a, double[] b, double tolerance) {
        for (int i = 0; i < a.length; i++) {
            boolean bothNaN = Double.isNaN(a[i]) && Double.isNaN(b[i]);
            if (!bothNaN && !(Math.abs(a[i] - b[i]) <= tolerance * Math.max(1, Math.abs(b[i])))) {
                return i;
            }
        }
        return -1;
    }

    private static String index(int flat, Shape shape) {
        long[] index = new long[shape.dimension()];
        long rest = flat;
        for (int axis = index.length - 1; axis >= 0; axis--) {
            index[axis] = rest % shape.get(axis);
            rest /= shape.get(axis);
        }
        return Arrays.toString(index);
    }
}
