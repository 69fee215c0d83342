package org.rnnkit.grader.report;

/** A count together with its noun, in the singular or the plural. */
public final class Plural {

    private Plural() {}

    /**
     * Puts a number in front of its noun.
     *
     * @param word the noun in the singular; its plural ends in "s"
     */
    public static String of(int number, String word) {
        return number + " " + word + (number == 1 ? "" : "s");
    }
}
