package org.rnnkit.learner.showcase.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.rnnkit.learner.showcase.worker.WeightStatistics;

/** The histogram of the weights, with the density that they should have. */
public final class HistogramPicture {

    /** The width of the drawing, in pixels. */
    public static final int WIDTH = 640;
    /** The vertical place of the horizontal axis, in pixels. */
    public static final int BASE = 226;

    private static final int LEFT = 20;
    private static final int TOP = 10;
    private static final double DEVIATION = 0.01;
    private static final int CURVE_POINTS = 80;

    private final WeightStatistics data;
    private final long total;
    private final LinearScale x;
    private final LinearScale y;

    /**
     * Makes the picture.
     *
     * @param data the weights as figures
     */
    public HistogramPicture(WeightStatistics data) {
        this.data = data;
        this.total = Math.max(1, Arrays.stream(data.counts()).sum() + data.outside());
        x = new LinearScale(data.lowest(), data.highest(), LEFT, WIDTH - LEFT);
        double highest = Arrays.stream(data.counts()).max().orElse(0);
        y = new LinearScale(0, 1.05 * Math.max(highest, expected(0)), BASE, TOP);
    }

    /**
     * A bar.
     *
     * @param x its left edge
     * @param y its upper edge
     * @param width its width
     * @param height its height
     */
    public record IntervalBar(String x, String y, String width, String height) {}

    /**
     * A row of the table.
     *
     * @param name the parameter
     * @param size the number of its values
     * @param mean their mean
     * @param deviation their standard deviation
     * @param zeros the share of them that is exactly 0
     */
    public record ParameterRow(String name, String size, String mean, String deviation, String zeros) {}

    private double interval() {
        return (data.highest() - data.lowest()) / data.counts().length;
    }

    /** Returns the number of weights that N(0, 0.01²) puts into an interval at a value. */
    private double expected(double value) {
        double density = Math.exp(-value * value / (2 * DEVIATION * DEVIATION)) / (DEVIATION * Math.sqrt(2 * Math.PI));
        return total * interval() * density;
    }

    /** Lists the bars. */
    public List<IntervalBar> bars() {
        List<IntervalBar> bars = new ArrayList<>();
        for (int i = 0; i < data.counts().length; i++) {
            double left = x.pixel(data.lowest() + i * interval());
            double right = x.pixel(data.lowest() + (i + 1) * interval());
            double top = y.pixel(data.counts()[i]);
            bars.add(new IntervalBar(Svg.place(left), Svg.place(top), Svg.place(right - left - 1), Svg.place(BASE - top)));
        }
        return bars;
    }

    /** Returns the density as the corners of a line. */
    public String density() {
        return IntStream.rangeClosed(0, CURVE_POINTS)
                .mapToDouble(i -> data.lowest() + i * (data.highest() - data.lowest()) / CURVE_POINTS)
                .mapToObj(value -> x.place(value) + "," + y.place(expected(value))).collect(Collectors.joining(" "));
    }

    /** Lists the numbers below the horizontal axis. */
    public List<LinearScale.Label> ticks() {
        return DoubleStream.of(-3 * DEVIATION, -2 * DEVIATION, -DEVIATION, 0, DEVIATION, 2 * DEVIATION, 3 * DEVIATION)
                .mapToObj(value -> new LinearScale.Label(x.place(value),
                        String.valueOf(BASE + 22), Svg.number(value, 2))).toList();
    }

    /** Lists the parameters in numbers. */
    public List<ParameterRow> rows() {
        return data.parts().stream().map(part -> new ParameterRow(part.name(), Svg.count(part.size()),
                Svg.number(part.mean(), 5), Svg.number(part.deviation(), 5),
                Svg.number(100.0 * part.zeros() / Math.max(1, part.size()), 0) + " %"))
                .toList();
    }

    /** Returns the number of weights. */
    public String numWeights() {
        return Svg.count(total);
    }

    /** Returns the mean of all weights. */
    public String mean() {
        return Svg.number(data.mean(), 5);
    }

    /** Returns the standard deviation of all weights. */
    public String deviation() {
        return Svg.number(data.deviation(), 5);
    }

    /** Returns the number of weights beyond the edges of the drawing. */
    public String outside() {
        return Svg.count(data.outside());
    }
}
