package org.rnnkit.learner.memory;

import java.util.Arrays;
import org.rnnkit.learner.worker.MemoryWorker.Expectation;

/**
 * The weights of the characters before a place in a text.
 *
 * @param values the weights by distance: first that of the character read last, then that of the one before it, and so on
 */
record Weights(double[] values) {

    /** Smaller weights are close to the smallest number of float32, where few digits are left. */
    private static final double SMALLEST = 1e-30;
    private static final int POINTS = 3;

    /** Returns the weights behind an expectation. */
    static Weights of(Expectation expectation) {
        double[] oldestFirst = expectation.weights();
        double[] values = new double[oldestFirst.length];
        Arrays.setAll(values, distance -> oldestFirst[values.length - 1 - distance]);
        return new Weights(values);
    }

    /** Returns the part of a character in the sum of all weights, from 0 to 1; 0 if all weights are zero. */
    double share(int distance) {
        double sum = Arrays.stream(values).sum();
        return sum > 0 ? values[distance] / sum : 0;
    }

    /** Returns a weight divided by the largest one, from 0 to 1; 0 if all weights are zero. */
    double relative(int distance) {
        return largest() > 0 ? values[distance] / largest() : 0;
    }

    /** Returns the largest weight. */
    double largest() {
        return Arrays.stream(values).max().orElse(0);
    }

    /** Returns the smallest number of last characters that have at least half of the weight; 0 if all weights are zero. */
    int half() {
        double sum = 0;
        for (int distance = 0; distance < values.length; distance++) {
            sum += share(distance);
            if (sum >= 0.5) {
                return distance + 1;
            }
        }
        return 0;
    }

    /**
     * Fits an exponential curve: the straight line through the logarithms of the weights with the smallest squared error.
     *
     * @return the curve; null if fewer than three weights are large enough
     */
    Decay decay() {
        double count = 0;
        double sumX = 0;
        double sumY = 0;
        double sumXx = 0;
        double sumXy = 0;
        for (int x = 0; x < values.length; x++) {
            if (values[x] >= SMALLEST) {
                double y = Math.log(values[x]);
                count++;
                sumX += x;
                sumY += y;
                sumXx += (double) x * x;
                sumXy += x * y;
            }
        }
        if (count < POINTS) {
            return null;
        }
        double slope = (count * sumXy - sumX * sumY) / (count * sumXx - sumX * sumX);
        return new Decay(Math.exp((sumY - slope * sumX) / count), Math.exp(slope));
    }

    /**
     * An exponential curve: first · factor^distance.
     *
     * @param first its value at distance 0
     * @param factor the factor of each further character back
     */
    record Decay(double first, double factor) {

        /** Returns the curve's value. */
        double at(int distance) {
            return first * Math.pow(factor, distance);
        }
    }
}
