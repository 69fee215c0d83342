package org.rnnkit.testkit.given;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.lang.ref.WeakReference;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;
import org.rnnkit.toolkit.LanguageModel;

/**
 * The recurrent network in a model that tests pass to a step, as parameters of the oracle. The number of a model's arrays
 * tells how they are laid out.
 */
public final class GivenNetwork {

    /** So large that its tanh is exactly 1 in doubles. */
    private static final double SATURATED = 20;
    /** So many tokens show whether a model is known. */
    private static final int MOST_TOKENS = 10;
    /** The numbers of axes of the arrays of each kind of model. */
    private static final Set<List<Integer>> LAYOUTS = Set.of(List.of(2), List.of(2, 1, 2, 1), List.of(2, 2, 1, 2, 1),
            List.of(2, 2, 1, 1, 2, 1));

    /** The last model that was found to be known. A training asks again in each epoch. */
    private static WeakReference<LanguageModel> known = new WeakReference<>(null);

    private GivenNetwork() {}

    /**
     * Requires that a model computes what the oracle computes with its parameters. So a stand-in knows the models that tests
     * pass to step 9, also in a wrapper of a student's own, and throws for every other.
     *
     * @param step the number of the stand-in's step
     * @param net any model
     * @throws IllegalStateException if it is no recurrent network with tanh, or its arrays are laid out in another way
     */
    public static void require(int step, LanguageModel net) {
        if (known.get() != net && !isKnown(net)) {
            throw new IllegalStateException("The stand-in of step " + step + " knows only the models that tests pass to "
                    + "step 9, not a " + net.getClass().getName() + ". Call it with the model that train was given.");
        }
        known = new WeakReference<>(net);
    }

    private static boolean isKnown(LanguageModel net) {
        List<Shape> shapes = net.parameters().stream().map(NDArray::getShape).toList();
        if (!LAYOUTS.contains(shapes.stream().map(Shape::dimension).toList())) {
            return false;
        }
        Parameters p = parameters(net);
        int vocabSize = p.bQ().length;
        int numHiddens = p.bH().length;
        if (p.wXh().length != vocabSize || p.wXh()[0].length != numHiddens || p.wHh().length != numHiddens
                || p.wHq().length != numHiddens || p.wHq()[0].length != vocabSize) {
            return false;
        }
        int[][] tokens = {IntStream.range(0, Math.min(vocabSize, MOST_TOKENS)).toArray()};
        double[][] expected = Rnn.logits(Matrix.oneHot(tokens, vocabSize), new double[1][numHiddens], p);
        // The scope closes what the model leaves on its own manager.
        try (NDScope scope = new NDScope(); NDManager manager = net.parameters().get(0).getManager().newSubManager()) {
            scope.suppressNotUsedWarning();
            NDArray text = manager.create(tokens);
            NDArray logits = net.forward(text, net.beginState(manager, 1)).logits();
            return logits.getShape().equals(new Shape(expected.length, vocabSize)) && isClose(rows(logits), expected);
        }
    }

    /** Numbers that are not finite count as close: a training may diverge. */
    private static boolean isClose(double[][] actual, double[][] expected) {
        for (int i = 0; i < expected.length; i++) {
            for (int j = 0; j < expected[i].length; j++) {
                if (Math.abs(actual[i][j] - expected[i][j]) > 1e-2 * (1 + Math.abs(expected[i][j]))) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Reads the parameters as they are now.
     *
     * @param net one of the known models
     * @return the parameters in doubles
     */
    public static Parameters parameters(LanguageModel net) {
        List<double[][]> arrays = net.parameters().stream().map(GivenNetwork::rows).toList();
        switch (arrays.size()) {
            case 1: // a bigram model: its hidden units are the one-hot vector of the last token
                int vocabSize = arrays.get(0).length;
                double[][] identity = new double[vocabSize][vocabSize];
                for (int i = 0; i < vocabSize; i++) {
                    identity[i][i] = SATURATED;
                }
                return new Parameters(identity, new double[vocabSize][vocabSize], new double[vocabSize], arrays.get(0),
                        new double[vocabSize]);
            case 4: // GivenRnn: W_xh above W_hh in one array
                int inputs = arrays.get(3)[0].length;
                double[][] weights = arrays.get(0);
                return new Parameters(Arrays.copyOfRange(weights, 0, inputs),
                        Arrays.copyOfRange(weights, inputs, weights.length), arrays.get(1)[0], arrays.get(2),
                        arrays.get(3)[0]);
            case 6: // DJL's blocks: weights are [outputs, inputs], and the hidden units have two biases
                return new Parameters(Matrix.transpose(arrays.get(0)), Matrix.transpose(arrays.get(1)),
                        Matrix.plus(arrays.get(2), arrays.get(3))[0], Matrix.transpose(arrays.get(4)), arrays.get(5)[0]);
            default: // as step 2 makes them
                return Parameters.of(arrays);
        }
    }

    /** Reads parameters whose values follow each other, as step 2 makes them. */
    static Parameters parameters(float[] values, int vocabSize, int numHiddens) {
        FloatBuffer all = FloatBuffer.wrap(values);
        return new Parameters(rows(all, vocabSize, numHiddens), rows(all, numHiddens, numHiddens), rows(all, 1, numHiddens)[0],
                rows(all, numHiddens, vocabSize), rows(all, 1, vocabSize)[0]);
    }

    private static double[][] rows(FloatBuffer values, int number, int columns) {
        double[][] rows = new double[number][columns];
        for (double[] row : rows) {
            for (int i = 0; i < columns; i++) {
                row[i] = values.get();
            }
        }
        return rows;
    }

    /**
     * Lays gradients out as a model's arrays are.
     *
     * @param net one of the known models
     * @param gradients the gradients of its {@link #parameters}
     * @return the rows of each array's gradient
     */
    public static List<double[][]> gradients(LanguageModel net, Parameters gradients) {
        double[][] bH = {gradients.bH()};
        double[][] bQ = {gradients.bQ()};
        return switch (net.parameters().size()) {
            case 1 -> Collections.singletonList(gradients.wHq());
            case 4 -> List.of(Stream.concat(Arrays.stream(gradients.wXh()), Arrays.stream(gradients.wHh()))
                    .toArray(double[][]::new), bH, gradients.wHq(), bQ);
            case 6 -> List.of(Matrix.transpose(gradients.wXh()), Matrix.transpose(gradients.wHh()), bH, bH,
                    Matrix.transpose(gradients.wHq()), bQ);
            default -> gradients.matrices();
        };
    }

    /**
     * Reads an array row by row.
     *
     * @param array float32 with at least one axis
     * @return its rows along the last axis; a vector is one row
     */
    public static double[][] rows(NDArray array) {
        float[] values = array.toFloatArray();
        int columns = (int) array.getShape().get(array.getShape().dimension() - 1);
        double[][] rows = new double[values.length / columns][columns];
        int next = 0;
        for (double[] row : rows) {
            for (int column = 0; column < columns; column++) {
                row[column] = values[next++];
            }
        }
        return rows;
    }

    /**
     * Puts rows into an array.
     *
     * @param manager its owner
     * @param rows the values
     * @param shape a shape for as many values
     * @return float32
     */
    public static NDArray array(NDManager manager, double[][] rows, Shape shape) {
        float[] values = new float[(int) shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) rows[i / rows[0].length][i % rows[0].length];
        }
        return manager.create(values, shape);
    }

    /** Puts rows into a float32 array [rows, columns]. */
    public static NDArray array(NDManager manager, double[][] rows) {
        return array(manager, rows, new Shape(rows.length, rows[0].length));
    }
}
