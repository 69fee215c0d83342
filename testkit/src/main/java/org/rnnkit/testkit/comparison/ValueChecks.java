package org.rnnkit.testkit.comparison;

/** Checks of the values in a comparison. A student's process can send any values, so none is believed. */
final class ValueChecks {

    private ValueChecks() {}

    static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what + " is out of bounds");
        }
    }

    static void text(String text, int max) {
        require(text != null && text.length() <= max, "text");
    }

    /** Shortens a text to the largest number of characters. */
    static String cut(String text, int max) {
        return text.length() <= max ? text : text.substring(0, max - 1) + "…";
    }
}
