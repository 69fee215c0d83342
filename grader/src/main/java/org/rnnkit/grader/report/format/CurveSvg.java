package org.rnnkit.grader.report.format;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The learning curve as a drawing within the page, in the page's colours: perplexity over epochs, on a log axis. Its
 * values are what a student's code said: those that are no perplexity are left out.
 */
final class CurveSvg {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 300;
    private static final int LEFT = 48;
    private static final int RIGHT = 16;
    private static final int TOP = 12;
    private static final int BOTTOM = 58;
    private static final int MAX_POINTS = 500;
    private static final int MAX_TICKS = 6;

    private final List<Double> curve;
    private final double top;

    private CurveSvg(List<Double> curve) {
        this.curve = curve;
        this.top = Math.max(2, points().mapToDouble(curve::get).max().orElse(2));
    }

    /** The drawing; nothing where there is no line to draw. */
    static String of(List<Double> curve) {
        CurveSvg drawing = new CurveSvg(curve);
        return drawing.points().count() < 2 ? "" : drawing.draw();
    }

    private String draw() {
        int[] drawn = points().toArray();
        int last = drawn[drawn.length - 1];
        return """
                <figure>
                <svg viewBox="0 0 %d %d" role="img" aria-labelledby="curve">
                <title id="curve">Perplexity over %d epochs, from %s to %s</title>
                %s%s<text x="%d" y="%d" text-anchor="middle">epoch</text>
                <polyline points="%s"/>
                <circle cx="%s" cy="%s" r="4"/>
                </svg>
                <figcaption>Perplexity after each epoch, on a log scale, as the submission's code told it</figcaption>
                </figure>
                """.formatted(WIDTH, HEIGHT, curve.size(), number(curve.get(drawn[0])), number(curve.get(last)),
                rows(), columns(), (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 6,
                IntStream.of(drawn).mapToObj(i -> x(i) + "," + y(curve.get(i))).collect(Collectors.joining(" ")),
                x(last), y(curve.get(last)));
    }

    /** The places in the curve to draw: some of them where there are more than a screen has points, and the last. */
    private IntStream points() {
        int stride = Math.max(1, curve.size() / MAX_POINTS);
        return IntStream.range(0, curve.size()).filter(i -> i % stride == 0 || i == curve.size() - 1)
                .filter(i -> curve.get(i) != null && Double.isFinite(curve.get(i)) && curve.get(i) >= 1);
    }

    private String rows() {
        double[] ticks = DoubleStream.iterate(1, tick -> tick <= top, tick -> tick * 10)
                .flatMap(tick -> DoubleStream.of(tick, 2 * tick, 5 * tick)).filter(tick -> tick <= top).toArray();
        int stride = (ticks.length + MAX_TICKS - 1) / MAX_TICKS;
        return IntStream.range(0, ticks.length).filter(i -> i % stride == 0).mapToObj(i -> """
                <line x1="%d" y1="%s" x2="%d" y2="%s"/><text x="%d" y="%s" dy="0.35em" text-anchor="end">%s</text>
                """.formatted(LEFT, y(ticks[i]), WIDTH - RIGHT, y(ticks[i]), LEFT - 8, y(ticks[i]), number(ticks[i])))
                .collect(Collectors.joining());
    }

    private String columns() {
        int end = curve.size() - 1;
        return IntStream.of(0, end / 4, end / 2, 3 * end / 4, end).distinct().mapToObj(i -> """
                <text x="%s" y="%d" text-anchor="middle">%d</text>
                """.formatted(x(i), HEIGHT - BOTTOM + 22, i + 1)).collect(Collectors.joining());
    }

    private String x(int index) {
        return place(LEFT + (double) index / (curve.size() - 1) * (WIDTH - LEFT - RIGHT));
    }

    private String y(double perplexity) {
        return place(TOP + (1 - Math.log(perplexity) / Math.log(top)) * (HEIGHT - TOP - BOTTOM));
    }

    private static String place(double pixels) {
        return String.format(Locale.ROOT, "%.1f", pixels);
    }

    private static String number(double value) {
        return value >= 1e6 ? String.format(Locale.ROOT, "%.0e", value)
                : String.format(Locale.ROOT, "%.2f", value).replaceFirst("\\.?0+$", "");
    }
}
