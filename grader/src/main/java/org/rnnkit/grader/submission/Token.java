package org.rnnkit.grader.submission;

/**
 * A token of Java source.
 *
 * @param text its characters, with Unicode escapes replaced
 * @param line the line that it begins on, from 1
 */
public record Token(TokenKind kind, String text, int line) {

    /** Tells whether it is this keyword, operator or separator. A string or a name with the same characters is not. */
    public boolean is(String symbol) {
        return kind == TokenKind.SYMBOL && text.equals(symbol);
    }

    /** Returns the lines of a comment without the comment marks at their beginning. */
    public String commentText() {
        return text.replaceAll("(?m)^[ \\t\\f]*(//|/\\*+|\\*/?)", "");
    }
}
