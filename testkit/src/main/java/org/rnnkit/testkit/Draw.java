package org.rnnkit.testkit;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Random sizes and values for one test. All come from one seed, so that a failure can be repeated:
 * {@code -Drnnkit.seed=N}.
 */
public final class Draw {

    /** The seed of this run, printed with every failure. */
    public static final long SEED = Long.getLong("rnnkit.seed", new Random().nextInt(1_000_000));

    private final Random random;
    /** The source of whole arrays: a faster one. */
    private final SplittableRandom many;

    /**
     * Starts a test's own sequence, which does not depend on which other tests run.
     *
     * @param test the test's unique name
     */
    public Draw(String test) {
        this(SEED, test);
    }

    /**
     * Starts a test's own sequence from a given seed instead of this run's.
     *
     * @param seed the seed
     * @param test the test's unique name
     */
    public Draw(long seed, String test) {
        random = new Random(seed * 31 + test.hashCode());
        many = new SplittableRandom(random.nextLong());
    }

    /**
     * Seeds the engine from this sequence. What the engine draws from here on (random arrays, the parameters of DJL's
     * blocks) comes from the same seed as everything else.
     */
    public void seedEngine() {
        Engine.getInstance().setRandomSeed(random.nextInt());
    }

    /**
     * Draws a whole number.
     *
     * @param from the smallest
     * @param to the largest
     * @return the number
     */
    public int integer(int from, int to) {
        return from + random.nextInt(to - from + 1);
    }

    /** Draws a number from 0 to 1. */
    public double share() {
        return random.nextDouble();
    }

    /** Returns the source of all numbers, to put a list in random order. */
    public Random random() {
        return random;
    }

    /**
     * Starts a sequence of its own, such as that of a case: it does not depend on how many numbers others draw.
     *
     * @param name its name in this sequence
     */
    public Draw next(String name) {
        return new Draw(random.nextLong(), name);
    }

    /**
     * Draws sizes that all differ, so that a test notices if two axes are confused.
     *
     * @return sizes from 2 to 7, in random order
     */
    public Sizes sizes() {
        List<Integer> all = Arrays.asList(2, 3, 4, 5, 6, 7);
        Collections.shuffle(all, random);
        return new Sizes(all.get(0), all.get(1), all.get(2), all.get(3)).forMessages();
    }

    /**
     * Draws sizes until there are enough time steps, so that a test notices if one is missing.
     *
     * @param least the smallest number of time steps, at most 7
     * @return sizes from 2 to 7, in random order
     */
    public Sizes sizesWithSteps(int least) {
        Sizes sizes = sizes();
        return sizes.numSteps() < least ? sizesWithSteps(least) : sizes;
    }

    /**
     * Draws values for which tanh is not linear but does not saturate either.
     *
     * @param shape rows and columns
     * @return values from N(0, 0.5²), exact in float32
     */
    public double[][] matrix(int... shape) {
        double[][] values = new double[shape[0]][shape[1]];
        for (double[] row : values) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) (0.5 * many.nextGaussian());
            }
        }
        return values;
    }

    /**
     * Draws a vector like a row of {@link #matrix}.
     *
     * @param size its length
     * @return the values
     */
    public double[] vector(int size) {
        return matrix(1, size)[0];
    }

    /**
     * Draws token indices.
     *
     * @param batchSize the number of rows
     * @param numSteps the number of columns
     * @param vocabSize one more than the largest index
     * @return indices [batchSize][numSteps]
     */
    public int[][] tokens(int batchSize, int numSteps, int vocabSize) {
        int[][] tokens = new int[batchSize][numSteps];
        for (int[] row : tokens) {
            Arrays.setAll(row, i -> random.nextInt(vocabSize));
        }
        return tokens;
    }

    /**
     * Puts values into an array.
     *
     * @param manager its owner
     * @param values rows
     * @return float32 [rows, columns]
     */
    public static NDArray array(NDManager manager, double[][] values) {
        return array(manager, values, new Shape(values.length, values[0].length));
    }

    private static NDArray array(NDManager manager, double[][] values, Shape shape) {
        float[] flat = new float[(int) shape.size()];
        int next = 0;
        for (double[] row : values) {
            for (double value : row) {
                flat[next++] = (float) value;
            }
        }
        return manager.create(flat, shape);
    }

    /**
     * Puts values into an array.
     *
     * @param manager its owner
     * @param values a vector
     * @return float32 [n]
     */
    public static NDArray array(NDManager manager, double[] values) {
        return array(manager, new double[][] {values}, new Shape(values.length));
    }

    /**
     * Puts values into an array.
     *
     * @param manager its owner
     * @param values blocks of rows, such as the inputs of each time step
     * @return float32 [blocks, rows, columns]
     */
    public static NDArray array(NDManager manager, double[][][] values) {
        return array(manager, Expect.rows(values), new Shape(values.length, values[0].length, values[0][0].length));
    }
}
