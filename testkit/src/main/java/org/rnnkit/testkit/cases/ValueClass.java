package org.rnnkit.testkit.cases;

import org.rnnkit.testkit.Draw;

/**
 * A part of a dimension in which one value is as good as another: a word, or an interval of numbers.
 *
 * @param word the word; null for numbers
 * @param low the smallest number
 * @param high the largest number
 * @param isWhole whether the numbers are whole
 * @param isLarge whether values of this class make a case expensive
 */
public record ValueClass(String word, double low, double high, boolean isWhole, boolean isLarge) {

    static ValueClass of(String word) {
        return new ValueClass(word, 0, 0, false, false);
    }

    static ValueClass of(double low, double high, boolean isWhole, boolean isLarge) {
        return new ValueClass(null, low, high, isWhole, isLarge);
    }

    /**
     * Draws a value, of which small ones are as likely as large ones: its logarithm is even.
     *
     * @param draw the source
     * @param share the part of the interval to draw from, from 0 (its lower end) to 1
     * @return a word or a number
     */
    Object value(Draw draw, double share) {
        if (word != null) {
            return word;
        }
        return number(low == high || share == 0 ? low : low * Math.pow(high / low, share * draw.share()));
    }

    /** Returns the word, or the smallest number. */
    Object lowest() {
        return word != null ? word : number(low);
    }

    private Object number(double value) {
        return isWhole ? (Object) Math.round(value) : (Object) value;
    }
}
