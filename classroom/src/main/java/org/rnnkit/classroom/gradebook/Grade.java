package org.rnnkit.classroom.gradebook;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.rnnkit.grader.report.Report;

/** The grade of a report on the scale of a gradebook. */
final class Grade {

    private static final int DECIMALS = 2;
    private static final int DIGITS = 12;

    private Grade() {}

    /**
     * Computes a grade. It is scaled if the gradebook's maximum is another one than the report's, and rounded half up to two
     * decimals.
     *
     * @param maximum the largest grade as the gradebook writes it; empty if it does not say
     * @param capped whether the gradebook refuses more than its maximum
     * @return the grade, such as "83.33"
     */
    static String of(Report report, String maximum, boolean capped) {
        BigDecimal largest = number(maximum);
        if (largest.signum() <= 0 || report.getMaxScore() <= 0) {
            return plain(BigDecimal.valueOf(report.getScore()));
        }
        BigDecimal scaled = BigDecimal.valueOf(report.getScore()).multiply(largest)
                .divide(BigDecimal.valueOf(report.getMaxScore()), DIGITS, RoundingMode.HALF_UP);
        return plain(capped ? scaled.min(largest).max(BigDecimal.ZERO) : scaled);
    }

    /** Tells whether a gradebook's maximum differs from the report's. */
    static boolean isScaled(Report report, String maximum) {
        BigDecimal largest = number(maximum);
        return largest.signum() > 0 && report.getMaxScore() > 0
                && largest.compareTo(BigDecimal.valueOf(report.getMaxScore())) != 0;
    }

    /** Tells whether two texts are the same grade, such as "80" and "80.00". */
    static boolean isSame(String first, String second) {
        return first.equals(second) || isNumber(first) && isNumber(second) && number(first).compareTo(number(second)) == 0;
    }

    /** Tells whether a cell has a grade. */
    static boolean isNumber(String text) {
        return text.matches("\\d++(\\.\\d++)?");
    }

    private static String plain(BigDecimal value) {
        BigDecimal rounded = value.setScale(DECIMALS, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    private static BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException notANumber) {
            return BigDecimal.ZERO;
        }
    }
}
