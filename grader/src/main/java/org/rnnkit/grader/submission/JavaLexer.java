package org.rnnkit.grader.submission;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/**
 * A lexer for Java. It looks at each character a fixed number of times, so that the grader's own process can read a file that
 * was made to keep a reader busy. It also reads the body of a method, code in a comment, and files that do not compile.
 */
public final class JavaLexer {

    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

    /** A Unicode escape, or an escaped backslash, which begins none. */
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:\\\\|u++(\\p{XDigit}{4}))");

    /** A token. Nothing in it is read twice: each repetition keeps what it has taken, or ends at the first end that fits. */
    private static final Pattern TOKEN = Pattern.compile(String.join("|",
            "(?<comment>//[^\r\n]*+|/\\*(?s:.*?)(?:\\*/|\\z))",
            // A text block or, to the end of its line if it is not closed, a string.
            "(?<text>\"\"\"(?:\\\\(?s:.)?+|[^\\\\\"]|\"(?!\"\"))*+(?:\"\"\"|\\z)|\"(?:\\\\[^\r\n]|[^\\\\\"\r\n])*+\"?+",
            "'(?:\\\\(?:[0-7]{1,3}|[^\r\n])|[^\\\\'\r\n])')",
            "(?<word>\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*+)",
            // A number. A sign belongs to it after the letter of its exponent.
            "0[xX](?:[pP][-+]|[\\p{javaJavaIdentifierPart}.])*+|\\.?[0-9](?:[eE][-+]|[\\p{javaJavaIdentifierPart}.])*+",
            // Two > are two tokens, since they may end type arguments.
            "\\.\\.\\.|<<=|->|::|\\+\\+|--|&&|\\|\\||[-=!<>+*/&|^%]=|[-(){}\\[\\];,.@=<>!~?:&|+*/^%]"));

    private JavaLexer() {}

    /**
     * Splits source into its tokens.
     *
     * @param source Java source; characters that can't begin a token are skipped
     * @return the tokens, including the comments; a comment or text block that is not closed ends with the source
     */
    public static List<Token> tokens(String source) {
        // Java replaces Unicode escapes before anything else: an escape can begin a comment.
        String plain = ESCAPE.matcher(source).replaceAll(escape -> Matcher.quoteReplacement(escape.group(1) == null
                ? escape.group() : String.valueOf((char) HexFormat.fromHexDigits(escape.group(1)))));
        List<Token> tokens = new ArrayList<>();
        int line = 1;
        int end = 0;
        for (Matcher found = TOKEN.matcher(plain); found.find();) {
            line += (int) LINE_END.matcher(plain.substring(end, found.start())).results().count();
            Token token = new Token(kind(found), found.group(), line);
            tokens.add(token);
            line += (int) LINE_END.matcher(token.text()).results().count();
            end = found.end();
        }
        return tokens;
    }

    private static TokenKind kind(Matcher found) {
        return found.group("comment") != null ? TokenKind.COMMENT : found.group("text") != null ? TokenKind.TEXT
                : found.group("word") == null || SourceVersion.isKeyword(found.group()) ? TokenKind.SYMBOL : TokenKind.NAME;
    }

    /** Splits source into its tokens without the comments. */
    public static List<Token> code(String source) {
        return tokens(source).stream().filter(token -> token.kind() != TokenKind.COMMENT).toList();
    }
}
