package org.rnnkit.grader.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The vertical scale of a chart, linear or logarithmic. It fits the values that it has been given. */
final class ChartScale {

    private static final int TICKS = 5;
    private static final int LOG_TICKS = 7;
    private static final double[] FINE = {1, 1.5, 2, 3, 5, 7};
    private static final List<double[]> LOG_SERIES = List.of(FINE, new double[] {1, 2, 5}, new double[] {1});
    /** The smallest part of a linear scale that is shown, so that noise does not look like a change. */
    private static final double SMALLEST_PART = 0.25;
    /** The lowest top of the scale. Below it, all ticks would have the same label, because labels have two digits. */
    private static final double LOWEST_TOP = 0.05;

    private final boolean log;
    private final double lowestDrawn;
    private final double highestDrawn;
    private double lowest = Double.POSITIVE_INFINITY;
    private double highest;
    private boolean hasHigher;

    /**
     * Makes a scale without values.
     *
     * @param lowestDrawn the lowest value that is drawn; lower ones are left out
     * @param highestDrawn the highest value that is drawn; higher ones are drawn there
     */
    ChartScale(boolean log, double lowestDrawn, double highestDrawn) {
        this.log = log;
        this.lowestDrawn = lowestDrawn;
        this.highestDrawn = highestDrawn;
    }

    /** Extends the scale, so that it has room for these values. */
    void extend(double[] values) {
        double[] shown = shown(values);
        lowest = Math.min(lowest, Arrays.stream(shown).min().orElse(lowest));
        highest = Math.max(highest, Arrays.stream(shown).max().orElse(0));
        hasHigher |= Arrays.stream(values).anyMatch(value -> isShown(value) && value > highestDrawn);
    }

    /** Returns the label of the highest value if higher ones are drawn there, too; otherwise null. */
    String cut() {
        return hasHigher ? label(highestDrawn) : null;
    }

    /** Tells whether a value is drawn: NaN, infinity and values below the scale are left out. */
    boolean isShown(double value) {
        return Double.isFinite(value) && value >= lowestDrawn;
    }

    /** Tells whether a value is drawn where it is, not at the scale's highest value instead. */
    boolean isInside(double value) {
        return isShown(value) && value <= highestDrawn;
    }

    /** Returns the values that are drawn, as they are drawn. */
    double[] shown(double[] values) {
        return Arrays.stream(values).filter(this::isShown).map(this::shown).toArray();
    }

    private double shown(double value) {
        return Math.min(value, highestDrawn);
    }

    private double top() {
        return log ? Math.max(2 * bottom(), highest) : Math.max(LOWEST_TOP, 1.05 * highest);
    }

    /** Returns the beginning of the scale: the last tick that is not above the lowest value. */
    private double bottom() {
        if (log) {
            return powers(FINE).filter(tick -> tick <= lowest).max().orElse(lowestDrawn);
        }
        double low = Math.min(lowest, (1 - SMALLEST_PART) * top());
        double step = step(top() - low);
        double fitted = step * Math.floor(low / step);
        return fitted > top() / 3 ? fitted : 0;
    }

    /** Lists the values that have a number beside the scale, from bottom to top. */
    DoubleStream ticks() {
        double bottom = bottom();
        double top = top();
        if (log) {
            double[] factors = LOG_SERIES.stream().filter(series -> powers(series)
                    .filter(tick -> tick >= bottom && tick <= top).count() <= LOG_TICKS).findFirst().orElse(FINE);
            return powers(factors).filter(tick -> tick >= bottom && tick <= top);
        }
        double step = step(top - bottom);
        return IntStream.iterate((int) Math.ceil(bottom / step), i -> i * step <= top, i -> i + 1).mapToDouble(i -> i * step);
    }

    /** Lists the factors times each power of ten in the scale's range, in order. */
    private DoubleStream powers(double[] factors) {
        int first = (int) Math.round(Math.log10(lowestDrawn));
        int last = (int) Math.round(Math.log10(highestDrawn));
        return IntStream.rangeClosed(first, last).boxed().flatMapToDouble(power -> Arrays.stream(factors)
                .map(factor -> power < 0 ? factor / Math.pow(10, -power) : factor * Math.pow(10, power)));
    }

    /** Returns the distance of the ticks on a linear scale of this length. */
    private static double step(double length) {
        double power = Math.pow(10, Math.floor(Math.log10(length / TICKS)));
        return DoubleStream.of(1, 2, 5, 10).map(factor -> factor * power)
                .filter(size -> length / size <= TICKS).findFirst().orElse(length);
    }

    /** Returns the height of a value on the scale, from 0 at the bottom to 1 at the top. */
    double height(double value) {
        double bottom = bottom();
        double top = top();
        return log ? Math.log(shown(value) / bottom) / Math.log(top / bottom) : (shown(value) - bottom) / (top - bottom);
    }

    /** Formats a value on the scale. The highest one has a sign if it stands for higher ones, too. */
    String label(double value) {
        return (hasHigher && value == highestDrawn ? "≥" : "") + number(value);
    }

    private static String number(double value) {
        return value > 0 && value < 0.1 ? new BigDecimal(value).round(new MathContext(2)).stripTrailingZeros().toPlainString()
                : value >= 1e6 ? String.format(Locale.ROOT, "%.0fM", value / 1e6)
                : value >= 1e4 ? String.format(Locale.ROOT, "%.0fk", value / 1e3)
                : String.format(Locale.ROOT, "%.2f", value).replaceFirst("\\.?0+$", "");
    }
}
