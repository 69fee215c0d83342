package org.rnnkit.learner.showcase.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.rnnkit.learner.showcase.worker.GradientPairs;
import org.rnnkit.learner.showcase.worker.GradientPairs.GradientPair;

/** Gradients by hand against those of the gradient collector, as points and as a table. */
public final class GradientPicture {

    /** The width and height of the drawing, in pixels. */
    public static final int SIZE = 400;
    /** The place of the two axes and of the diagonal's ends, in pixels. */
    public static final int MARGIN = 30;

    private static final double SMALL = 1e-5;
    /** The lowest power of ten that is written out. */
    private static final int PLAIN = -3;

    private final GradientPairs data;
    private final LinearScale x;
    private final LinearScale y;

    /**
     * Makes the picture.
     *
     * @param data the gradients
     */
    public GradientPicture(GradientPairs data) {
        this.data = data;
        double far = data.parts().stream().mapToDouble(GradientPicture::largest).max().orElse(0);
        double end = far > 0 ? far : 1;
        x = new LinearScale(-end, end, MARGIN, SIZE - MARGIN);
        y = new LinearScale(-end, end, SIZE - MARGIN, MARGIN);
    }

    /**
     * A point.
     *
     * @param x its horizontal place: the gradient collector's value
     * @param y its vertical place: the value by hand
     */
    public record Point(String x, String y) {}

    /**
     * A row of the table.
     *
     * @param name the parameter
     * @param size the number of gradients
     * @param largest the largest of them
     * @param difference the largest difference
     */
    public record GradientRow(String name, int size, String largest, String difference) {}

    private static double largest(GradientPair part) {
        double most = 0;
        for (float value : part.automatic()) {
            most = Float.isFinite(value) ? Math.max(most, Math.abs(value)) : most;
        }
        return most;
    }

    /** Returns the largest difference; NaN if a value by hand is not a number. */
    private static double difference(GradientPair part) {
        double most = 0;
        for (int i = 0; i < part.byHand().length; i++) {
            most = Math.max(most, Math.abs((double) part.byHand()[i] - part.automatic()[i]));
        }
        return most;
    }

    /** Lists the points. */
    public List<Point> points() {
        List<Point> points = new ArrayList<>();
        for (GradientPair part : data.parts()) {
            for (int i = 0; i < part.byHand().length; i++) {
                points.add(new Point(x.place(part.automatic()[i]), y.place(part.byHand()[i])));
            }
        }
        return points;
    }

    /** Lists the parameters in numbers. */
    public List<GradientRow> rows() {
        return data.parts().stream().map(part -> new GradientRow(part.name(), part.byHand().length, small(largest(part)),
                small(difference(part)))).toList();
    }

    /** Returns the largest difference of all. */
    public String difference() {
        return small(worst());
    }

    private double worst() {
        return data.parts().stream().mapToDouble(GradientPicture::difference).max().orElse(0);
    }

    /** Tells whether the differences are no larger than float32 rounding makes them. */
    public boolean agrees() {
        return worst() < SMALL;
    }

    private static String small(double value) {
        if (!Double.isFinite(value) || value == 0) {
            return Svg.number(value, 0);
        }
        int exponent = (int) Math.floor(Math.log10(value));
        return exponent >= PLAIN ? Svg.number(value, 1 - Math.min(0, exponent))
                : Svg.number(value / Math.pow(10, exponent), 1) + "·10⁻" + superscript(-exponent);
    }

    private static String superscript(int number) {
        return String.valueOf(number).chars().mapToObj(digit -> String.valueOf("⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit - '0')))
                .collect(Collectors.joining());
    }
}
