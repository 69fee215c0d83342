package org.rnnkit.testkit.comparison;

import java.util.Arrays;

/** Two texts that differ, in words: as a whole if they are short, otherwise the part around the first difference. */
public final class ComparedTexts {

    private static final int LONGEST = 60;

    private ComparedTexts() {}

    /** Says what a text is and what it should be. */
    public static String inWords(String actual, String expected) {
        int same = Arrays.mismatch(actual.toCharArray(), expected.toCharArray());
        boolean isLong = Math.max(actual.length(), expected.length()) > LONGEST;
        return "gives " + quoted(actual, same) + ",\nexpected " + quoted(expected, same)
                + (isLong ? "\nThe first " + same + " characters are the same" : "");
    }

    private static String quoted(String text, int place) {
        boolean isShort = text.length() <= LONGEST;
        int from = isShort ? 0 : Math.max(0, place - LONGEST / 2);
        int to = isShort ? text.length() : Math.min(text.length(), place + LONGEST / 2);
        String shown = text.substring(from, to).replace("\n", "\\n").replace("\t", "\\t");
        return (from > 0 ? "\"…" : "\"") + shown + (to < text.length() ? "…\"" : "\"");
    }
}
