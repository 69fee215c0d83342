package org.rnnkit.learner.showcase.picture;

import java.util.Locale;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.toolkit.CharacterVocabulary;

/** Numbers and labels as a drawing shows them. */
final class Svg {

    private Svg() {}

    /** Formats a coordinate, in pixels. */
    static String place(double pixels) {
        return String.format(Locale.ROOT, "%.1f", pixels);
    }

    /** Formats a number for a reader. */
    static String number(double value, int digits) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "not a number" : "infinite";
        }
        return String.format(Locale.ROOT, "%." + digits + "f", value).replaceFirst("^-(0\\.?0*)$", "$1");
    }

    /** Formats a count for a reader, with commas. */
    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** Makes a token visible: a space has a sign. */
    static String token(String token) {
        return token.equals(" ") ? Printable.SPACE : token;
    }

    /** Names a token in a sentence. */
    static String named(String token) {
        return token.equals(" ") ? "the space" : token.equals(CharacterVocabulary.UNKNOWN) ? token : "“" + token + "”";
    }
}
