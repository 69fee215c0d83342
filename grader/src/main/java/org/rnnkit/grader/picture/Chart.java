package org.rnnkit.grader.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Lines over epochs as a drawing of the page's own, in the page's colours. */
final class Chart {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 260;
    private static final int LEFT = 72;
    private static final int RIGHT = 16;
    private static final int TOP = 12;
    private static final int BOTTOM = 50;
    private static final int MAX_POINTS = 500;
    private static final int TICKS = 5;

    private final String title;
    private final boolean log;
    private final List<double[]> lines = new ArrayList<>();
    private final List<String> classes = new ArrayList<>();
    private double threshold = Double.NaN;

    private Chart(String title, boolean log) {
        this.title = title;
        this.log = log;
    }

    /** An axis that begins at 0. */
    static Chart linear(String title) {
        return new Chart(title, false);
    }

    /** An axis of powers, which begins at 1. */
    static Chart log(String title) {
        return new Chart(title, true);
    }

    /** Adds a line: one value an epoch; those that are no number are left out. */
    Chart line(String cssClass, double[] values) {
        lines.add(values);
        classes.add(cssClass);
        return this;
    }

    /** Adds a level across the drawing. */
    Chart threshold(double level) {
        threshold = level;
        return this;
    }

    private DoubleStream all() {
        return lines.stream().flatMapToDouble(Arrays::stream).filter(Double::isFinite);
    }

    /** Draws; nothing where no line has two points. */
    String draw(String caption) {
        if (all().count() < 2) {
            return "";
        }
        double top = Math.max(all().max().orElse(1), Double.isNaN(threshold) ? 0 : threshold) * (log ? 1 : 1.05);
        int epochs = lines.get(0).length;
        String id = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
        return """
                <figure>
                <svg viewBox="0 0 %d %d" role="img" aria-labelledby="%s">
                <title id="%s">%s</title>
                %s%s<text x="%d" y="%d" text-anchor="middle">epoch</text>
                %s%s</svg>
                <figcaption>%s</figcaption>
                </figure>
                """.formatted(WIDTH, HEIGHT, id, id, title, rows(top), columns(epochs), (LEFT + WIDTH - RIGHT) / 2,
                HEIGHT - 6, level(top), IntStream.range(0, lines.size()).mapToObj(i -> polyline(i, top))
                .collect(Collectors.joining()), caption);
    }

    private String polyline(int line, double top) {
        double[] values = lines.get(line);
        int stride = Math.max(1, values.length / MAX_POINTS);
        return "<polyline class=\"" + classes.get(line) + "\" points=\"" + IntStream.range(0, values.length)
                .filter(i -> i % stride == 0 || i == values.length - 1).filter(i -> Double.isFinite(values[i]))
                .mapToObj(i -> x(i, values.length) + "," + y(values[i], top)).collect(Collectors.joining(" ")) + "\"/>\n";
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
        double share = log ? Math.log(Math.max(1, value)) / Math.log(Math.max(2, top)) : value / top;
        return place(TOP + (1 - share) * (HEIGHT - TOP - BOTTOM));
    }

    private static String place(double pixels) {
        return String.format(Locale.ROOT, "%.1f", pixels);
    }

    private static String number(double value) {
        return value >= 1e4 ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.2f", value).replaceFirst("\\.?0+$", "");
    }
}
