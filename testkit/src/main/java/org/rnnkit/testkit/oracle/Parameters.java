package org.rnnkit.testkit.oracle;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.models.GivenRnn;

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

    /** From here on, computing the norm takes longer than everything else. */
    private static final int LARGE = 32;

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
        return new Parameters(draw.matrix(vocabSize, numHiddens), drawRecurrent(draw, numHiddens), draw.vector(numHiddens),
                draw.matrix(numHiddens, vocabSize), draw.vector(vocabSize));
    }

    /** Draws weights from state to state with a norm of at most 1. */
    static double[][] drawRecurrent(Draw draw, int numHiddens) {
        double[][] weights = draw.matrix(numHiddens, numHiddens);
        // The norm of a large random matrix is above its mean bound, σ · 2√n, by 10 σ with a chance of e^-50.
        double norm = numHiddens > LARGE ? 0.5 * (2 * Math.sqrt(numHiddens) + 10) : Math.max(1, Matrix.normBound(weights));
        return Matrix.map(weights, weight -> (float) (weight / norm));
    }

    /**
     * Draws parameters whose state fades slowly, so that a gradient that has gone back many time steps is not small yet: each
     * unit hands 0.97 of its value on to the next one, and sums stay near zero, where tanh has a slope of 1.
     *
     * @param draw the source of the values
     * @param vocabSize the number of tokens
     * @param numHiddens the number of hidden units
     * @return the parameters, exact in float32
     */
    public static Parameters drawLasting(Draw draw, int vocabSize, int numHiddens) {
        Parameters p = draw(draw, vocabSize, numHiddens);
        double[][] wHh = new double[numHiddens][numHiddens];
        for (int i = 0; i < numHiddens; i++) {
            wHh[i][(i + 1) % numHiddens] = (float) 0.97;
        }
        return new Parameters(Matrix.map(p.wXh(), Parameters::small), wHh,
                Arrays.stream(p.bH()).map(Parameters::small).toArray(), p.wHq(), p.bQ());
    }

    private static double small(double value) {
        return value / 32;
    }

    /** Returns zeros of the same shapes. */
    public Parameters zeros() {
        Parameters zeros = copy();
        zeros.rows().forEach(row -> Arrays.fill(row, 0));
        return zeros;
    }

    /** Adds other values, each multiplied by a factor, to these. */
    public void add(Parameters others, double factor) {
        Iterator<double[]> other = others.rows().iterator();
        for (double[] row : rows()) {
            double[] added = other.next();
            for (int i = 0; i < row.length; i++) {
                row[i] += factor * added[i];
            }
        }
    }

    /** Multiplies every value by a factor. */
    public void scale(double factor) {
        rows().forEach(row -> Arrays.setAll(row, i -> factor * row[i]));
    }

    /** Returns the parameters as float32 arrays, in the order of the components. */
    public NDList arrays(NDManager manager) {
        return new NDList(Draw.array(manager, wXh), Draw.array(manager, wHh), Draw.array(manager, bH),
                Draw.array(manager, wHq), Draw.array(manager, bQ));
    }

    /** Returns a network with these parameters, in four arrays. */
    public GivenRnn network(NDManager manager) {
        return GivenRnn.inFourArrays(arrays(manager));
    }

    /** Returns every row of every parameter, in the order of the components. The rows are not copies. */
    public List<double[]> rows() {
        return matrices().stream().flatMap(Arrays::stream).toList();
    }

    /** Makes parameters from rows, in the order of the components; a bias is a single row. */
    public static Parameters of(List<double[][]> rows) {
        return new Parameters(rows.get(0), rows.get(1), rows.get(2)[0], rows.get(3), rows.get(4)[0]);
    }

    /** Returns the rows of each parameter, in the order of the components; a bias is a single row. */
    public List<double[][]> matrices() {
        return List.of(wXh, wHh, new double[][] {bH}, wHq, new double[][] {bQ});
    }

    /** Returns the values of each parameter, flat, in the order of the components. */
    public List<double[]> flat() {
        return matrices().stream().map(rows -> Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray()).toList();
    }

    /** Returns a copy that shares no array. */
    public Parameters copy() {
        return of(matrices().stream().map(Matrix::copy).toList());
    }
}
