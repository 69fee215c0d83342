package org.rnnkit.testkit.figure;

import java.util.List;
import java.util.stream.Stream;

/**
 * A scale of colours for numbers, from blue (negative) over a neutral colour (0) to orange (positive), in eleven levels. Both
 * arrays of a comparison have the same scale.
 *
 * @param largest the largest absolute value, which has the strongest colour
 */
record ColourScale(double largest) {

    private static final int LEVELS = 5;

    /** Makes the scale for the values of two arrays. NaN and infinity do not count. */
    static ColourScale of(List<Double> some, List<Double> others) {
        return new ColourScale(Stream.of(some, others).flatMap(List::stream).filter(Double::isFinite)
                .mapToDouble(Math::abs).max().orElse(0));
    }

    /** Returns the style sheet's class for a value, such as "comparison-p3"; NaN and infinity have a class of their own. */
    String style(double value) {
        if (!Double.isFinite(value)) {
            return "comparison-odd";
        }
        long level = largest == 0 ? 0 : Math.round(LEVELS * (value / largest));
        return "comparison-" + (level == 0 ? "0" : level > 0 ? "p" + level : "n" + -level);
    }
}
