package org.rnnkit.toolkit;

import java.util.Locale;
import java.util.regex.Pattern;

/** The cleaning of a text to lower-case letters and single spaces, which keeps its vocabulary small. */
public final class TextCleaning {

    private static final Pattern NOT_LETTERS = Pattern.compile("[^A-Za-z]+");

    private TextCleaning() {}

    /**
     * Replaces every run of characters outside A-Z and a-z, line ends included, by one space, and lower-cases the rest.
     *
     * @param raw the text; of one without letters, only a space is left
     * @return the cleaned text, the only characters that a model knows
     */
    public static String clean(String raw) {
        return NOT_LETTERS.matcher(raw).replaceAll(" ").toLowerCase(Locale.ROOT);
    }
}
