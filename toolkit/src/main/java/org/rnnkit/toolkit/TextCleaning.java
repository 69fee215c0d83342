package org.rnnkit.toolkit;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The cleaning of a text to lower-case letters and single spaces, which keeps its vocabulary small. */
final class TextCleaning {

    private static final Pattern NOT_LETTERS = Pattern.compile("[^A-Za-z]+");

    private TextCleaning() {}

    /**
     * Cleans a text line by line: every run of characters outside A-Z and a-z becomes one space, the line
     * is stripped and lower-cased, and the lines are joined with nothing between.
     *
     * @param raw the original text
     * @return letters a to z and single spaces; may be empty
     */
    static String clean(String raw) {
        return raw.lines()
                .map(line -> NOT_LETTERS.matcher(line).replaceAll(" ").strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
