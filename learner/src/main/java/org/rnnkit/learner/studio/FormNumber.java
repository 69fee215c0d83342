package org.rnnkit.learner.studio;

import java.util.Locale;
import org.rnnkit.grader.system.UsageException;

/** The numbers in the fields of a form. */
public final class FormNumber {

    private FormNumber() {}

    /**
     * Reads a whole number.
     *
     * @param what the name of the field in a sentence, such as "The number of epochs"
     * @param value the text in the field; null if the form has no such field
     */
    public static int whole(String what, String value, int usual, int least, int most) {
        try {
            int number = value == null ? usual : Integer.parseInt(value.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // The message below says what is possible.
        }
        throw new UsageException(String.format(Locale.ROOT, "%s must be a whole number from %d to %,d.", what, least,
                most));
    }

    /**
     * Reads a number.
     *
     * @param value the text in the field; null if the form has no such field
     * @return the number; NaN if the text is not a number or missing
     */
    public static double orNaN(String value) {
        try {
            return value == null ? Double.NaN : Double.parseDouble(value.strip());
        } catch (NumberFormatException notANumber) {
            return Double.NaN;
        }
    }
}
