package org.rnnkit.grader.javasource;

/**
 * A token of Java source.
 *
 * @param kind its kind
 * @param text its characters, with Unicode escapes replaced
 * @param line the line that it begins on, from 1
 */
public record JavaToken(Kind kind, String text, int line) {

    /** The kind of a token. */
    public enum Kind {
        /** A name: neither a keyword nor {@code true}, {@code false} or {@code null}. */
        NAME,
        /** A string, text block or character literal. */
        TEXT,
        /** A comment. */
        COMMENT,
        /** A keyword, number, operator or separator. */
        SYMBOL
    }

    /**
     * Tells whether it is a certain keyword, operator or separator.
     *
     * @param symbol the keyword, operator or separator
     * @return whether it is; false for a string or a name with the same characters
     */
    public boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /**
     * Returns the text inside a comment.
     *
     * @return its lines without the comment marks at their beginning
     */
    public String commentText() {
        return text.replaceAll("(?m)^[ \\t\\f]*(//|/\\*+|\\*/?)", "");
    }
}
