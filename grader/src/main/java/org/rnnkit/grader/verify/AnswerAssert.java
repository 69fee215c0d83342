package org.rnnkit.grader.verify;

import java.util.Arrays;
import java.util.Locale;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.grader.worker.probe.Tensor;
import org.rnnkit.testkit.Expect;

/** Assertions about an answer of a step's code. Each throws an {@link AnswerMismatch} if it does not hold. */
final class AnswerAssert {

    private AnswerAssert() {}

    /** Asserts that an array is a float32 matrix with these rows up to rounding. */
    static void matrix(String name, Tensor actual, double[][] expected) {
        array(name, actual, Tensor.flat(expected), expected.length, expected[0].length);
    }

    /** Asserts that an array is float32, has this shape, and has these values up to rounding. */
    static void array(String name, Tensor actual, double[] expected, long... shape) {
        array(name, actual, Expect.TOLERANCE, expected, shape);
    }

    /**
     * Asserts that an array is float32, has this shape, and has these values up to a tolerance. The tolerance is absolute for
     * expected values up to 1, and relative for larger ones.
     */
    static void array(String name, Tensor actual, double tolerance, double[] expected, long... shape) {
        shape(name, actual, shape);
        for (int i = 0; i < expected.length; i++) {
            double allowed = tolerance * Math.max(1, Math.abs(expected[i]));
            if (!(Math.abs(actual.values()[i] - expected[i]) <= allowed)) { // true for NaN, too
                throw new AnswerMismatch(String.format(Locale.ROOT, "%s: %s at place %d of shape %s, expected %s", name,
                        number(actual.values()[i]), i, Arrays.toString(shape), number(expected[i])));
            }
        }
    }

    /** Asserts that an array is float32 and has this shape. */
    static void shape(String name, Tensor actual, long... shape) {
        if (actual == null) {
            throw new AnswerMismatch(name + " is missing");
        }
        if (!Arrays.equals(actual.shape(), shape)) {
            throw new AnswerMismatch(name + " has shape " + Arrays.toString(actual.shape()) + ", expected "
                    + Arrays.toString(shape));
        }
        if (!actual.type().equals("float32")) {
            throw new AnswerMismatch(name + " has data type " + actual.type() + ", expected float32");
        }
    }

    /** Asserts that a number has this value, up to a fraction of it (of 1, if the expected value is smaller). */
    static void number(String name, Double actual, double expected, double fraction) {
        if (actual == null || !(Math.abs(actual - expected) <= fraction * Math.max(1, Math.abs(expected)))) {
            throw new AnswerMismatch(name + " is " + (actual == null ? "missing" : number(actual)) + ", expected "
                    + number(expected));
        }
    }

    /** Asserts that a list in an answer has this number of arrays. */
    static void size(String name, ProbePayload answer, int expected) {
        Double size = answer.number(name);
        if (size == null || size != expected) {
            throw new AnswerMismatch(name + ": " + (size == null ? "no" : number(size)) + " arrays, expected " + expected);
        }
    }

    /** Asserts that a condition holds; if not, the message says what is wrong. */
    static void that(boolean condition, String message) {
        if (!condition) {
            throw new AnswerMismatch(message);
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e6 ? String.valueOf((long) value)
                : String.format(Locale.ROOT, "%.6g", value);
    }
}
