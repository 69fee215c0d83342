package org.rnnkit.toolkit;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A curve drawn in one line of characters. */
final class Sparkline {

    private static final String BLOCKS = "▁▂▃▄▅▆▇█";
    private static final String ASCII = "_.-=+*%#";

    private Sparkline() {}

    /**
     * Draws values. If there are more values than places, neighbours are averaged.
     *
     * @param values the values to draw; one that is not finite is shown as "?"
     * @param width the largest number of characters
     * @param blocks whether block characters can be shown
     * @return the curve, at most width characters
     */
    static String of(double[] values, int width, boolean blocks) {
        String ramp = blocks ? BLOCKS : ASCII;
        int places = Math.min(width, values.length);
        double[] means = IntStream.range(0, places)
                .mapToDouble(i -> mean(values, i * values.length / places, (i + 1) * values.length / places))
                .toArray();
        double low = IntStream.range(0, places).mapToDouble(i -> means[i]).filter(Double::isFinite).min().orElse(0);
        double high = IntStream.range(0, places).mapToDouble(i -> means[i]).filter(Double::isFinite).max().orElse(0);
        return IntStream.range(0, places).mapToObj(i -> mark(ramp, means[i], low, high)).collect(Collectors.joining());
    }

    private static double mean(double[] values, int from, int to) {
        return IntStream.range(from, to).mapToDouble(i -> values[i]).average().orElseThrow();
    }

    private static String mark(String ramp, double value, double low, double high) {
        if (!Double.isFinite(value)) {
            return "?";
        }
        int top = ramp.length() - 1;
        int level = high > low ? (int) Math.round((value - low) / (high - low) * top) : 0;
        return ramp.substring(level, level + 1);
    }
}
