package org.rnnkit.grader.submission;

/** The kind of a token. */
public enum TokenKind {
    /** A name: neither a keyword nor {@code true}, {@code false} or {@code null}. */
    NAME,
    /** A string, text block or character literal. */
    TEXT,
    /** A comment. */
    COMMENT,
    /** A keyword, number, operator or separator. */
    SYMBOL
}
