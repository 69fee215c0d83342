package org.rnnkit.learner.showcase.worker;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The plane in which points of many dimensions lie farthest apart: their first two principal components.
 *
 * @param across the place of each point along the first component
 * @param up the place of each point along the second
 * @param share the share of the points' variance that the plane shows, from 0 to 1
 */
record PrincipalPlane(double[] across, double[] up, double share) {

    private static final int ROUNDS = 500;

    /** Finds the plane of the rows of a matrix. */
    static PrincipalPlane of(float[][] rows) {
        double[][] points = centred(rows);
        double all = squares(points);
        double[] across = takeWidest(points, 1);
        double[] up = takeWidest(points, 2);
        return new PrincipalPlane(across, up, all > 0 ? 1 - squares(points) / all : 0);
    }

    private static double[][] centred(float[][] rows) {
        double[] mean = new double[rows[0].length];
        for (float[] row : rows) {
            add(mean, doubles(row), 1.0 / rows.length);
        }
        double[][] points = Arrays.stream(rows).map(PrincipalPlane::doubles).toArray(double[][]::new);
        for (double[] point : points) {
            add(point, mean, -1);
        }
        return points;
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    /** Returns the places along the direction of the largest variance, and takes this direction out of the points. */
    private static double[] takeWidest(double[][] points, int start) {
        double[] direction = widest(points, start);
        double[] places = Arrays.stream(points).mapToDouble(point -> dot(point, direction)).toArray();
        for (int i = 0; i < points.length; i++) {
            add(points[i], direction, -places[i]);
        }
        return places;
    }

    /** Finds the direction by power iteration. It starts with any direction that is not at a right angle to it. */
    private static double[] widest(double[][] points, int start) {
        double[] direction = IntStream.range(0, points[0].length).mapToDouble(j -> Math.cos(1.0 + j * start)).toArray();
        for (int round = 0; round < ROUNDS; round++) {
            double[] product = new double[direction.length];
            for (double[] point : points) {
                add(product, point, dot(point, direction));
            }
            double length = Math.sqrt(dot(product, product));
            if (!(length > 0)) {
                return new double[direction.length]; // the points do not differ
            }
            direction = Arrays.stream(product).map(value -> value / length).toArray();
        }
        return direction;
    }

    private static double squares(double[][] points) {
        return Arrays.stream(points).mapToDouble(point -> dot(point, point)).sum();
    }

    private static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }

    private static void add(double[] target, double[] values, double factor) {
        for (int i = 0; i < target.length; i++) {
            target[i] += factor * values[i];
        }
    }
}
