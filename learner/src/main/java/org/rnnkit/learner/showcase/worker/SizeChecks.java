package org.rnnkit.learner.showcase.worker;

import java.util.List;
import java.util.Objects;
import org.rnnkit.grader.worker.Bounds;

/** Checks of the sizes in a worker's answer, which a student's code can forge. */
final class SizeChecks {

    /** The most tokens, characters of a field, or epochs between two samples. */
    static final int TOKENS = 100;

    /** The most values of a curve. */
    static final int CURVE = 2_000;

    /** The longest text that a model writes. */
    static final int TEXT = 400;

    private static final int TOKEN = 10;

    private SizeChecks() {}

    static void tokens(List<String> tokens) {
        Bounds.require(tokens != null && !tokens.isEmpty() && tokens.size() <= TOKENS, "tokens");
        tokens.forEach(token -> Bounds.text(token, TOKEN));
    }

    static void matrix(float[][] matrix, int rows, int columns) {
        Bounds.require(matrix != null && matrix.length == rows, "rows");
        for (float[] row : matrix) {
            Bounds.require(row != null && row.length == columns, "columns");
        }
    }

    static void values(double[] values, int size) {
        Bounds.require(values != null && values.length == size, "values");
    }

    static void list(List<?> list, int most) {
        Bounds.require(list != null && list.size() <= most && list.stream().allMatch(Objects::nonNull), "list");
    }
}
