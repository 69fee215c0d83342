package org.rnnkit.testkit.oracle;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.rnnkit.testkit.Draw;

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

    /**
     * Draws parameters for which the state matters. The weights from state to state are shrunk to a norm of at most 1, and
     * the slope of tanh is at most 1, so rounding errors do not grow from step to step, in either direction.
     *
     * @param draw the source of the values
     * @param vocabSize the number of tokens
     * @param numHiddens the number of hidden units
     * @return values of about N(0, 0.5²), exact in float32
     */
    public static Parameters draw(Draw draw, int vocabSize, int numHiddens) {
        double[][] wXh = draw.matrix(vocabSize, numHiddens);
        double[][] wHh = draw.matrix(numHiddens, numHiddens);
        double norm = Math.max(1, Matrix.normBound(wHh));
        return new Parameters(wXh, Matrix.map(wHh, weight -> (float) (weight / norm)), draw.vector(numHiddens),
                draw.matrix(numHiddens, vocabSize), draw.vector(vocabSize));
    }

    /** Returns every row of every parameter, in the order of the components. The rows are not copies. */
    public List<double[]> rows() {
        return Stream.of(Arrays.stream(wXh), Arrays.stream(wHh), Stream.of(bH), Arrays.stream(wHq), Stream.of(bQ))
                .flatMap(rows -> rows).toList();
    }

    /** Returns a copy that shares no array. */
    public Parameters copy() {
        return new Parameters(Matrix.copy(wXh), Matrix.copy(wHh), bH.clone(), Matrix.copy(wHq), bQ.clone());
    }
}
