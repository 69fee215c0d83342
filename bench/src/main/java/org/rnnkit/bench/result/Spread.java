package org.rnnkit.bench.result;

import java.util.List;

/**
 * The median and the range of several measurements of one quantity.
 *
 * @param median the middle value, or the mean of the two middle values
 * @param min the smallest value
 * @param max the largest value
 */
public record Spread(double median, double min, double max) {

    /**
     * Summarizes measurements.
     *
     * @param values the measurements, at least one
     * @return their median and range
     * @throws IllegalArgumentException if there is no measurement
     */
    public static Spread of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("values must have at least one measurement");
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
    }
}
