package org.rnnkit.grader.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A chart of lines over epochs. It computes the coordinates, in pixels, and chart.jte draws them as SVG in the page. The
 * vertical axis fits the values. They may come from a student's code; those that can't be drawn are left out.
 */
public final class Chart {

    /** The width of the drawing, in pixels. */
    public static final int WIDTH = 640;
    /** The height of the drawing, in pixels. */
    public static final int HEIGHT = 260;
    /** The space to the left of the lines, in pixels. */
    public static final int LEFT = 68;
    /** The space to the right of the lines, in pixels. */
    public static final int RIGHT = 16;
    /** The space below the lines, in pixels. */
    public static final int BOTTOM = 50;
    /** The CSS classes of lines that differ in colour and dashes. */
    public static final List<String> CLASSES = List.of("first", "second", "third", "fourth");

    /** The highest value on a linear axis. Nobody needs to read larger ones from the chart. */
    static final double HIGHEST = 1e7;

    /** The highest perplexity that is drawn. Guessing gives 28 at most, and one diverged run must not flatten the others. */
    private static final double HIGHEST_PERPLEXITY = 50;
    /** The distance of two marks that would be at the same place, in pixels. */
    private static final int MARK_DISTANCE = 16;
    private static final double LOWEST_NORM = 1e-3;
    private static final double HIGHEST_NORM = 1e3;

    private static final int TOP = 12;
    private static final int MAX_POINTS = 500;

    private final String title;
    private final ChartScale scale;
    private final boolean marksExits;
    private final List<Line> lines = new ArrayList<>();
    private double threshold = Double.NaN;
    private int numPoints;
    private int epochs;

    private record Line(String cssClass, double[] values) {}

    /**
     * A number beside an axis.
     *
     * @param place its coordinate on the axis, in pixels
     * @param label the number as text
     */
    public record Tick(String place, String label) {}

    /**
     * A line.
     *
     * @param cssClass the CSS class for its colour
     * @param points its points, in SVG's form "x,y x,y"
     */
    public record Outline(String cssClass, String points) {}

    private Chart(String title, ChartScale scale, boolean marksExits) {
        this.title = title;
        this.scale = scale;
        this.marksExits = marksExits;
    }

    public static Chart linear(String title) {
        return new Chart(title, new ChartScale(false, 0, HIGHEST), false);
    }

    /**
     * Makes a chart of perplexities, with a logarithmic axis. A line that goes to infinity, to NaN or above 50 and does not
     * come back ends there, with a mark.
     */
    public static Chart perplexity(String title) {
        return new Chart(title, new ChartScale(true, 1, HIGHEST_PERPLEXITY), true);
    }

    /** Makes a chart of gradient norms, with a logarithmic axis. */
    static Chart norm(String title) {
        return new Chart(title, new ChartScale(true, LOWEST_NORM, HIGHEST_NORM), false);
    }

    /**
     * Adds a line.
     *
     * @param values one value for each epoch; values below the chart's range, infinite ones and NaN are left out, values above
     *     the range are drawn at the top
     */
    public Chart line(String cssClass, double[] values) {
        lines.add(new Line(cssClass, values));
        epochs = Math.max(epochs, values.length);
        extendAxis(values);
        return this;
    }

    /** Makes the horizontal axis longer than the lines are so far. */
    public Chart upTo(int numEpochs) {
        epochs = Math.max(epochs, numEpochs);
        return this;
    }

    /** Adds a horizontal line across the chart. */
    public Chart threshold(double level) {
        threshold = level;
        scale.extend(new double[] {level});
        return this;
    }

    private void extendAxis(double[] values) {
        scale.extend(values);
        numPoints += scale.shown(values).length;
    }

    public String title() {
        return title;
    }

    /** Tells whether there is something to draw. */
    public boolean isDrawn() {
        return numPoints > 1;
    }

    /** Describes the chart for users who don't see it: the title, and the first and last value of each line. */
    public String description() {
        return title + lines.stream()
                .map(line -> scale.shown(line.values))
                .filter(values -> values.length > 0)
                .map(values -> ": from " + scale.label(values[0]) + " to " + scale.label(values[values.length - 1]))
                .collect(Collectors.joining())
                + exits().stream().map(exit -> "; a line " + exit.words()).collect(Collectors.joining());
    }

    /** Lists the numbers beside the vertical axis. */
    public List<Tick> rows() {
        return scale.ticks().mapToObj(tick -> new Tick(y(tick), scale.label(tick))).toList();
    }

    /**
     * Returns the mark beside the vertical axis that also stands for larger values, such as "≥50". Null if no value is larger.
     */
    public String cut() {
        return scale.cut();
    }

    /** Lists the epochs below the horizontal axis. */
    public List<Tick> columns() {
        int end = epochs - 1;
        return IntStream.of(0, end / 4, end / 2, 3 * end / 4, end).distinct()
                .mapToObj(i -> new Tick(place(x(i)), String.valueOf(i + 1))).toList();
    }

    /** Returns the position of the horizontal line that {@link #threshold} has added. Null if the chart has no such line. */
    public String level() {
        return Double.isNaN(threshold) ? null : y(threshold);
    }

    public List<Outline> lines() {
        return lines.stream().map(this::outline).toList();
    }

    /**
     * Lists the ends of the lines that leave the chart before the last epoch. Empty for charts of other values than
     * perplexities.
     */
    public List<ChartExit> exits() {
        List<ChartExit> exits = new ArrayList<>();
        for (Line line : lines) {
            int last = lastInside(line.values);
            if (marksExits && last < line.values.length - 1) {
                int end = scale.isShown(line.values[last + 1]) ? last + 1 : last;
                String x = place(x(Math.max(0, end)));
                // A line without any point leaves the chart at once, at its top.
                double y = end < 0 ? TOP : height(line.values[end]);
                exits.add(new ChartExit(line.cssClass, x, free(x, y, exits), last + 2));
            }
        }
        return List.copyOf(exits);
    }

    /** Returns the vertical place of a mark: the line's end, or below the marks that are there. It stays at its epoch. */
    private static String free(String x, double y, List<ChartExit> exits) {
        boolean taken = exits.stream().anyMatch(exit -> exit.x().equals(x) && exit.y().equals(place(y)));
        return taken ? free(x, y + MARK_DISTANCE, exits) : place(y);
    }

    /** Returns the index of the last value that the chart draws at its true height; -1 if it draws no value at its height. */
    private int lastInside(double[] values) {
        int last = values.length - 1;
        while (last >= 0 && !scale.isInside(values[last])) {
            last--;
        }
        return last;
    }

    private Outline outline(Line line) {
        int end = Math.min(line.values.length - 1, marksExits ? lastInside(line.values) + 1 : line.values.length);
        int stride = Math.max(1, line.values.length / MAX_POINTS);
        return new Outline(line.cssClass, IntStream.rangeClosed(0, end)
                .filter(i -> (i % stride == 0 || i >= end - 1) && scale.isShown(line.values[i]))
                .mapToObj(i -> place(x(i)) + "," + y(line.values[i])).collect(Collectors.joining(" ")));
    }

    private double x(int index) {
        return LEFT + (double) index / Math.max(1, epochs - 1) * (WIDTH - LEFT - RIGHT);
    }

    private String y(double value) {
        return place(height(value));
    }

    private double height(double value) {
        return TOP + (1 - scale.height(value)) * (HEIGHT - TOP - BOTTOM);
    }

    private static String place(double pixels) {
        return String.format(Locale.ROOT, "%.1f", pixels);
    }

    /**
     * The end of a line that leaves its chart before the last epoch.
     *
     * @param x the horizontal coordinate of the mark, in pixels: that of its epoch
     * @param y the vertical coordinate of the mark, in pixels: the line's last point, or below it if another mark is there
     * @param epoch the first epoch whose value is not on the chart, from 1
     */
    public record ChartExit(String cssClass, String x, String y, int epoch) {

        /** Says when the line left the chart, such as "left the chart at epoch 7". */
        public String words() {
            return "left the chart at epoch " + epoch;
        }

        /** Draws a cross at the line's end. */
        public String path() {
            return "M" + x + "," + y + "m-6,-6l12,12m0,-12l-12,12";
        }
    }
}
