package org.rnnkit.testkit.oracle;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The parameters of a recurrent network, or their gradients, which have the same shapes.
 *
 * @param wXh [vocabSize][numHiddens]
 * @param wHh [numHiddens][numHiddens]
 * @param bH [numHiddens]
 * @param wHq [numHiddens][vocabSize]
 * @param bQ [vocabSize]
 */
public record Parameters(double[][] wXh, double[][] wHh, double[] bH, double[][] wHq, double[] bQ) {

    /** Every row of every parameter: the record's own arrays, in the order of its components. */
    public List<double[]> rows() {
        return Stream.of(Arrays.stream(wXh), Arrays.stream(wHh), Stream.of(bH), Arrays.stream(wHq), Stream.of(bQ))
                .flatMap(rows -> rows).toList();
    }

    /** A copy that shares nothing. */
    public Parameters copy() {
        return new Parameters(Matrix.copy(wXh), Matrix.copy(wHh), bH.clone(), Matrix.copy(wHq), bQ.clone());
    }
}
