package org.rnnkit.testkit.comparison;

import java.util.Arrays;

/**
 * Two texts that differ, in quotation marks: as a whole if they are short, otherwise the part around the first difference.
 *
 * @param actual the text that came out
 * @param expected the right text
 * @param same a sentence that says how many characters are the same; empty if the texts are short
 */
public record ComparedTexts(String actual, String expected, String same) {

    private static final int LONGEST = 60;

    /** Compares two texts. */
    public static ComparedTexts of(String actual, String expected) {
        int same = Arrays.mismatch(actual.toCharArray(), expected.toCharArray());
        boolean isLong = Math.max(actual.length(), expected.length()) > LONGEST;
        return new ComparedTexts(quoted(actual, same), quoted(expected, same),
                isLong ? "The first " + same + " characters are the same" : "");
    }

    private static String quoted(String text, int place) {
        boolean isShort = text.length() <= LONGEST;
        int from = isShort ? 0 : Math.max(0, place - LONGEST / 2);
        int to = isShort ? text.length() : Math.min(text.length(), place + LONGEST / 2);
        String shown = text.substring(from, to).replace("\n", "\\n").replace("\t", "\\t");
        return (from > 0 ? "\"…" : "\"") + shown + (to < text.length() ? "…\"" : "\"");
    }
}
