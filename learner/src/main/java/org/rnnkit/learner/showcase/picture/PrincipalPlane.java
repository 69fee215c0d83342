package org.rnnkit.learner.showcase.picture;

import java.util.Arrays;

/**
 * The plane in which points of many dimensions lie farthest apart: their first two principal components, found by power
 * iteration.
 */
final class PrincipalPlane {

    private static final int ROUNDS = 500;

    private final double[][] points;
    private final double[][] directions = new double[2][];
    private final double[] variances = new double[2];

    /** Finds the plane of the rows of a matrix. */
    PrincipalPlane(float[][] rows) {
        points = centred(rows);
        for (int i = 0; i < directions.length; i++) {
            directions[i] = next(i);
            variances[i] = Arrays.stream(project(i)).map(place -> place * place).sum();
        }
    }

    private static double[][] centred(float[][] rows) {
        int size = rows[0].length;
        double[][] result = new double[rows.length][size];
        for (int j = 0; j < size; j++) {
            double mean = 0;
            for (float[] row : rows) {
                mean += row[j] / (double) rows.length;
            }
            for (int i = 0; i < rows.length; i++) {
                result[i][j] = rows[i][j] - mean;
            }
        }
        return result;
    }

    /** Finds the direction of the largest variance that is orthogonal to those found before. */
    private double[] next(int found) {
        double[] direction = new double[points[0].length];
        for (int j = 0; j < direction.length; j++) {
            direction[j] = Math.cos(1.0 + j * (found + 1)); // any start that is not orthogonal to the result
        }
        for (int round = 0; round < ROUNDS; round++) {
            double[] product = new double[direction.length];
            for (double[] point : points) {
                add(product, point, dot(point, direction));
            }
            for (int i = 0; i < found; i++) {
                add(product, directions[i], -dot(product, directions[i]));
            }
            double length = Math.sqrt(dot(product, product));
            if (!(length > 0)) {
                return new double[direction.length]; // the points do not differ in any further direction
            }
            direction = Arrays.stream(product).map(value -> value / length).toArray();
        }
        return direction;
    }

    /** Returns the place of each point along the first (0) or second (1) direction. */
    double[] project(int direction) {
        return Arrays.stream(points).mapToDouble(point -> dot(point, directions[direction])).toArray();
    }

    /** Returns the share of the points' variance that the plane shows, from 0 to 1. */
    double share() {
        double all = Arrays.stream(points).mapToDouble(point -> dot(point, point)).sum();
        return all > 0 ? (variances[0] + variances[1]) / all : 0;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void add(double[] target, double[] values, double factor) {
        for (int i = 0; i < target.length; i++) {
            target[i] += factor * values[i];
        }
    }
}
