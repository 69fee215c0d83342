package org.rnnkit.learner.showcase;

import org.rnnkit.grader.error.UsageException;
import org.rnnkit.learner.studio.FormNumber;

/**
 * A field for a number.
 *
 * @param label the field's label
 * @param initial the number that is in it at first
 * @param lowest the lowest number allowed
 * @param highest the highest number allowed
 * @param step the distance of two numbers; 1 for whole numbers
 */
public record NumberField(String label, String initial, double lowest, double highest, String step) {

    /**
     * Reads the learner's number.
     *
     * @param given the number as text; null for the initial one
     * @return the number
     * @throws UsageException if it is not a number within the limits
     */
    double read(String given) {
        double number = FormNumber.orNaN(given == null ? initial : given);
        boolean whole = number == Math.rint(number);
        if (number >= lowest && number <= highest && (whole || !step.equals("1"))) {
            return number;
        }
        throw new UsageException(label + ": type a" + (step.equals("1") ? " whole" : "") + " number from " + plain(lowest)
                + " to " + plain(highest) + ".");
    }

    /**
     * Returns the lowest number for the page.
     *
     * @return the number as text
     */
    public String min() {
        return plain(lowest);
    }

    /**
     * Returns the highest number for the page.
     *
     * @return the number as text
     */
    public String max() {
        return plain(highest);
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }
}
