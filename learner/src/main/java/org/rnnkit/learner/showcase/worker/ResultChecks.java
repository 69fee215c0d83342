package org.rnnkit.learner.showcase.worker;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.rnnkit.learner.worker.StepsWorker.StepsProblem;
import org.rnnkit.toolkit.RnnOutput;

/** Checks of what a step returned, before it is drawn: a nonsense result becomes a sentence, a huge one is not copied. */
final class ResultChecks {

    /** The longest text that a step may write, in characters. */
    private static final int LONGEST = 400;

    private ResultChecks() {}

    /**
     * Reads an array after a check of its type and shape.
     *
     * @param array what the step returned
     * @param what a name for it, the begin of a sentence
     * @param shape the right shape
     * @return its values, row by row
     */
    static float[] floats(NDArray array, String what, long... shape) {
        require(array != null, what + " is null");
        Shape right = new Shape(shape);
        require(array.getShape().equals(right), what + " has the shape " + array.getShape() + ", but should have " + right);
        require(array.getDataType() == DataType.FLOAT32, what + " has the type " + array.getDataType()
                + ", but should have float32");
        return array.toFloatArray();
    }

    /** Splits the values of an array into rows. */
    static float[][] rows(float[] values, int rows, int columns) {
        float[][] split = new float[rows][columns];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(values, i * columns, split[i], 0, columns);
        }
        return split;
    }

    /** Checks the number of arrays in a list. */
    static NDList list(NDList list, String what, int size) {
        require(list != null, what + " is null");
        require(list.size() == size, what + " has " + list.size() + " arrays, but should have " + size);
        return list;
    }

    /** Checks that a forward pass returned both its parts. */
    static RnnOutput output(RnnOutput output) {
        require(output != null, "The result of the forward pass is null");
        return output;
    }

    /** Checks a text that a step has written. */
    static String text(String text, String what) {
        require(text != null, what + " is null");
        require(text.length() <= LONGEST, what + " has " + text.length() + " characters, but should have at most " + LONGEST);
        return text;
    }

    static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new StepsProblem(sentence + ".");
        }
    }
}
