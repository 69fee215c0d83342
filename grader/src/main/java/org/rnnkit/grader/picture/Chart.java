package org.rnnkit.grader.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Lines over epochs as a drawing within the page, in the page's colours. Their values may be what a student's code said:
 * those that can't be are left out.
 */
public final class Chart {

    /** Beyond it lies nothing that anybody would read off. */
    public static final double HIGHEST = 1e7;

    private static final int WIDTH = 640;
    private static final int HEIGHT = 260;
    private static final int LEFT = 60;
    private static final int RIGHT = 16;
    private static final int TOP = 12;
    private static final int BOTTOM = 50;
    private static final int MAX_POINTS = 500;
    private static final int TICKS = 5;
    private static final double HIGHEST_OF_POWERS = 1e5;
    /** Ticks closer to each other would all read the same. */
    private static final double LOWEST_TOP = 0.05;

    private final String title;
    private final boolean log;
    private final List<double[]> lines = new ArrayList<>();
    private final List<String> classes = new ArrayList<>();
    private final List<Band> bands = new ArrayList<>();
    private double threshold = Double.NaN;

    private Chart(String title, boolean log) {
        this.title = title;
        this.log = log;
    }

    /**
     * Begins a drawing whose axis begins at 0.
     *
     * @param drawingTitle what it shows
     * @return an empty drawing
     */
    public static Chart linear(String drawingTitle) {
        return new Chart(drawingTitle, false);
    }

    /**
     * Begins a drawing with an axis of powers, which begins at 1.
     *
     * @param drawingTitle what it shows
     * @return an empty drawing
     */
    public static Chart log(String drawingTitle) {
        return new Chart(drawingTitle, true);
    }

    /**
     * Adds a line.
     *
     * @param cssClass its colour: first, second, third or fourth
     * @param values one an epoch; those below the axis, or no number, are left out
     * @return this
     */
    public Chart line(String cssClass, double[] values) {
        lines.add(values);
        classes.add(cssClass);
        return this;
    }

    /**
     * Adds a band behind the lines.
     *
     * @param cssClass its colour, as of a line
     * @param low its lower edge, one value an epoch
     * @param high its upper edge
     * @return this
     */
    public Chart band(String cssClass, double[] low, double[] high) {
        bands.add(new Band(cssClass, low, high));
        return this;
    }

    private record Band(String cssClass, double[] low, double[] high) {}

    /**
     * Adds a level across the drawing.
     *
     * @param level where
     * @return this
     */
    public Chart threshold(double level) {
        threshold = level;
        return this;
    }

    private DoubleStream all() {
        return Stream.concat(lines.stream(), bands.stream().map(Band::high)).flatMapToDouble(Arrays::stream)
                .filter(this::isShown).map(this::shown);
    }

    private boolean isShown(double value) {
        return Double.isFinite(value) && value >= (log ? 1 : 0);
    }

    private double shown(double value) {
        return Math.min(value, log ? HIGHEST_OF_POWERS : HIGHEST);
    }

    /**
     * Draws.
     *
     * @param caption what stands above, as HTML
     * @return a figure; nothing where there are not even two points
     */
    public String draw(String caption) {
        if (all().count() < 2) {
            return "";
        }
        double highest = Math.max(all().max().orElse(1), Double.isNaN(threshold) ? 0 : threshold);
        double top = log ? Math.max(2, highest) : Math.max(LOWEST_TOP, 1.05 * highest);
        int epochs = lines.get(0).length;
        return """
                <figure>
                <figcaption><strong>%s.</strong> %s</figcaption>
                <svg viewBox="0 0 %d %d" role="img" aria-label="%s">
                %s%s<text x="%d" y="%d" text-anchor="middle">epoch</text>
                %s%s%s</svg>
                </figure>
                """.formatted(title, caption, WIDTH, HEIGHT, words(), rows(top), columns(epochs), (LEFT + WIDTH - RIGHT) / 2,
                HEIGHT - 6, bands(top), level(top), IntStream.range(0, lines.size()).mapToObj(i -> polyline(i, top))
                .collect(Collectors.joining()));
    }

    /** For those who don't see it: where each line begins and ends. */
    private String words() {
        return title + lines.stream().map(line -> Arrays.stream(line).filter(this::isShown).map(this::shown).toArray())
                .filter(line -> line.length > 0)
                .map(line -> ": from " + number(line[0]) + " to " + number(line[line.length - 1]))
                .collect(Collectors.joining());
    }

    private String polyline(int line, double top) {
        double[] values = lines.get(line);
        int stride = Math.max(1, values.length / MAX_POINTS);
        return "<polyline class=\"" + classes.get(line) + "\" points=\"" + IntStream.range(0, values.length)
                .filter(i -> i % stride == 0 || i == values.length - 1).filter(i -> isShown(values[i]))
                .mapToObj(i -> x(i, values.length) + "," + y(values[i], top)).collect(Collectors.joining(" ")) + "\"/>\n";
    }

    private String bands(double top) {
        return bands.stream().map(band -> {
            int[] drawn = IntStream.range(0, band.low.length)
                    .filter(i -> isShown(band.low[i]) && isShown(band.high[i])).toArray();
            Stream<String> there = IntStream.of(drawn).mapToObj(i -> x(i, band.low.length) + "," + y(band.high[i], top));
            Stream<String> back = IntStream.range(0, drawn.length).map(i -> drawn[drawn.length - 1 - i])
                    .mapToObj(i -> x(i, band.low.length) + "," + y(band.low[i], top));
            return drawn.length == 0 ? "" : "<polygon class=\"" + band.cssClass + "\" points=\""
                    + Stream.concat(there, back).collect(Collectors.joining(" ")) + "\"/>\n";
        }).collect(Collectors.joining());
    }

    private String level(double top) {
        return Double.isNaN(threshold) ? "" : "<line class=\"threshold\" x1=\"%d\" y1=\"%s\" x2=\"%d\" y2=\"%s\"/>%n"
                .formatted(LEFT, y(threshold, top), WIDTH - RIGHT, y(threshold, top));
    }

    private String rows(double top) {
        return ticks(top).mapToObj(tick -> """
                <line x1="%d" y1="%s" x2="%d" y2="%s"/><text x="%d" y="%s" dy="0.35em" text-anchor="end">%s</text>
                """.formatted(LEFT, y(tick, top), WIDTH - RIGHT, y(tick, top), LEFT - 8, y(tick, top), number(tick)))
                .collect(Collectors.joining());
    }

    private DoubleStream ticks(double top) {
        if (log) {
            double[] all = DoubleStream.iterate(1, tick -> tick <= top, tick -> tick * 10)
                    .flatMap(tick -> DoubleStream.of(tick, 2 * tick, 5 * tick)).filter(tick -> tick <= top).toArray();
            int stride = (all.length + TICKS) / (TICKS + 1);
            return IntStream.range(0, all.length).filter(i -> i % stride == 0).mapToDouble(i -> all[i]);
        }
        double power = Math.pow(10, Math.floor(Math.log10(top / TICKS)));
        double step = DoubleStream.of(1, 2, 5, 10).map(factor -> factor * power)
                .filter(size -> top / size <= TICKS).findFirst().orElse(top);
        return DoubleStream.iterate(0, tick -> tick <= top, tick -> tick + step);
    }

    private String columns(int epochs) {
        int end = epochs - 1;
        return IntStream.of(0, end / 4, end / 2, 3 * end / 4, end).distinct().mapToObj(i -> """
                <text x="%s" y="%d" text-anchor="middle">%d</text>
                """.formatted(x(i, epochs), HEIGHT - BOTTOM + 22, i + 1)).collect(Collectors.joining());
    }

    private static String x(int index, int count) {
        return place(LEFT + (double) index / Math.max(1, count - 1) * (WIDTH - LEFT - RIGHT));
    }

    private String y(double value, double top) {
        double share = log ? Math.log(shown(value)) / Math.log(top) : shown(value) / top;
        return place(TOP + (1 - share) * (HEIGHT - TOP - BOTTOM));
    }

    private static String place(double pixels) {
        return String.format(Locale.ROOT, "%.1f", pixels);
    }

    private static String number(double value) {
        return value >= 1e6 ? String.format(Locale.ROOT, "%.0fM", value / 1e6)
                : value >= 1e4 ? String.format(Locale.ROOT, "%.0fk", value / 1e3)
                : String.format(Locale.ROOT, "%.2f", value).replaceFirst("\\.?0+$", "");
    }
}
