package org.rnnkit.testkit.junit;

/**
 * The meaning of an exception, for the student.
 *
 * @param text what went wrong, and what to do next
 * @param specific whether the text leads to the mistake; if not, it only says what happened, and a failure that compares
 *     values may say more
 */
record ErrorMeaning(String text, boolean specific) {

    static ErrorMeaning specific(String text) {
        return new ErrorMeaning(text, true);
    }

    static ErrorMeaning general(String text) {
        return new ErrorMeaning(text, false);
    }
}
