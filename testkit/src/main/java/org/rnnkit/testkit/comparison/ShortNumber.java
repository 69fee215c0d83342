package org.rnnkit.testkit.comparison;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as a message shows them: five digits, or as many as tell two numbers apart; no -0 and no zeros at the end. */
public final class ShortNumber {

    private static final int DIGITS = 5;
    private static final int DIGITS_IN_TABLE = 3;
    private static final int MOST_DIGITS = 17;
    /** From here on, a power of ten is easier to read than zeros. */
    private static final double LARGE = 1e7;
    private static final double SMALL = 1e-5;

    private ShortNumber() {}

    /** Returns a number with at most five digits. */
    public static String of(double value) {
        return of(value, DIGITS);
    }

    /** Returns a number with as many digits as it takes to differ from another one. */
    public static String of(double value, double other) {
        return of(value, other, DIGITS);
    }

    /** Returns a number for the cell of a table: three digits, or as many as it takes to differ from another one. */
    public static String inTable(double value, double other) {
        return of(value, other, DIGITS_IN_TABLE);
    }

    private static String of(double value, double other, int fewest) {
        int digits = fewest;
        while (value != other && digits < MOST_DIGITS && of(value, digits).equals(of(other, digits))) {
            digits++;
        }
        return of(value, digits);
    }

    private static String of(double value, int digits) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return String.valueOf(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
        double size = Math.abs(value);
        if (size != 0 && (size < SMALL || size >= LARGE)) {
            int power = rounded.precision() - rounded.scale() - 1;
            return rounded.movePointLeft(power).stripTrailingZeros().toPlainString() + "e" + power;
        }
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }
}
