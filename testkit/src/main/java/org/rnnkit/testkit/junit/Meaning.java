package org.rnnkit.testkit.junit;

/**
 * The meaning of an exception, for the student.
 *
 * @param text what went wrong, and what to do next
 * @param specific whether the text leads to the mistake; if not, it only says what happened, and a failure that compares
 *     values may say more
 */
record Meaning(String text, boolean specific) {

    static Meaning specific(String text) {
        return new Meaning(text, true);
    }

    static Meaning general(String text) {
        return new Meaning(text, false);
    }
}
