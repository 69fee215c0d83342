package org.rnnkit.learner.showcase.picture;

/**
 * A straight axis of a drawing.
 *
 * @param low the value at its beginning
 * @param high the value at its end
 * @param start the pixel of its beginning
 * @param end the pixel of its end
 */
public record LinearScale(double low, double high, double start, double end) {

    /**
     * A text in a drawing.
     *
     * @param x its horizontal place, in pixels
     * @param y its vertical place, in pixels
     * @param text the text
     */
    public record Label(String x, String y, String text) {}

    /** Returns the pixel of a value. Values beyond the ends, and those that are no numbers, are drawn at an end. */
    double pixel(double value) {
        double share = Double.isNaN(value) ? 0 : Math.max(0, Math.min(1, (value - low) / (high - low)));
        return start + share * (end - start);
    }

    String place(double value) {
        return Svg.place(pixel(value));
    }
}
