package org.rnnkit.learner.showcase;

import java.util.Locale;
import org.rnnkit.grader.error.UsageException;

/**
 * A field for a short text.
 *
 * @param label the field's label
 * @param initial the text that is in it at first
 * @param longest the most characters
 */
public record TextField(String label, String initial, int longest) {

    /**
     * Reads the learner's text. Letters become lower-case, as in the text that networks are trained on.
     *
     * @param given the text; null for the initial one
     * @return the text without invisible characters
     * @throws UsageException if it is empty or too long
     */
    String read(String given) {
        String text = (given == null ? initial : given).toLowerCase(Locale.ROOT).codePoints()
                .map(c -> isVisible(c) ? c : ' ').collect(StringBuilder::new, StringBuilder::appendCodePoint,
                        StringBuilder::append).toString();
        if (text.isEmpty()) {
            throw new UsageException(label + ": type at least one character.");
        }
        if (text.codePointCount(0, text.length()) > longest) {
            throw new UsageException(label + ": type at most " + longest + " characters.");
        }
        return text;
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR, Character.UNASSIGNED, Character.PRIVATE_USE -> false;
            default -> true;
        };
    }
}
