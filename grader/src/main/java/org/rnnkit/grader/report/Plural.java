package org.rnnkit.grader.report;

/** Numbers of things in words. */
public final class Plural {

    private Plural() {}

    /**
     * Puts a number before its word.
     *
     * @param number how many
     * @param word what of, in the singular
     * @return "1 epoch", "2 epochs"
     */
    public static String of(int number, String word) {
        return number + " " + word + (number == 1 ? "" : "s");
    }
}
