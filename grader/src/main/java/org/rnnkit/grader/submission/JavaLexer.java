package org.rnnkit.grader.submission;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/**
 * A lexer for Java. It looks at each character a fixed number of times, so that the grader's own process can read a file that
 * was made to keep a reader busy. It also reads the body of a method, code in a comment, and files that do not compile.
 */
public final class JavaLexer {

    /**
     * A token of Java source.
     *
     * @param text its characters, with Unicode escapes replaced
     * @param line the line that it begins on, from 1
     */
    public record Token(Kind kind, String text, int line) {

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

        /** Tells whether it is this keyword, operator or separator. A string or a name with the same characters is not. */
        public boolean is(String symbol) {
            return kind == Kind.SYMBOL && text.equals(symbol);
        }

        /** Returns the lines of a comment without the comment marks at their beginning. */
        public String commentText() {
            return text.replaceAll("(?m)^[ \\t\\f]*(//|/\\*+|\\*/?)", "");
        }
    }

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

    private static Token.Kind kind(Matcher found) {
        return found.group("comment") != null ? Token.Kind.COMMENT : found.group("text") != null ? Token.Kind.TEXT
                : found.group("word") == null || SourceVersion.isKeyword(found.group()) ? Token.Kind.SYMBOL : Token.Kind.NAME;
    }

    /** Splits source into its tokens without the comments. */
    public static List<Token> code(String source) {
        return tokens(source).stream().filter(token -> token.kind() != Token.Kind.COMMENT).toList();
    }

    /**
     * An import in a Java source.
     *
     * @param name the imported name, such as {@code java.util.List}
     * @param firstLine the line that it begins on, from 1
     * @param lastLine the line that it ends on
     */
    public record JavaImport(String name, boolean isStatic, int firstLine, int lastLine) {

        /** Finds the imports in a source's tokens without comments. */
        public static List<JavaImport> findAll(List<Token> code) {
            List<JavaImport> imports = new ArrayList<>();
            List<Token> open = new ArrayList<>();
            for (Token token : code) {
                if (token.is("import")) {
                    open = new ArrayList<>(List.of(token));
                } else if (!open.isEmpty() && token.is(";")) {
                    imports.add(of(open, token.line()));
                    open.clear();
                } else if (!open.isEmpty()) {
                    open.add(token);
                }
            }
            return imports;
        }

        private static JavaImport of(List<Token> tokens, int lastLine) {
            boolean isStatic = tokens.stream().anyMatch(token -> token.is("static"));
            return new JavaImport(tokens.stream().skip(isStatic ? 2 : 1).map(Token::text).collect(Collectors.joining()),
                    isStatic, tokens.get(0).line(), lastLine);
        }

        /** Tells whether it imports all members of a package or class. */
        public boolean isOnDemand() {
            return name.endsWith("*");
        }

        /** Returns the numbers of the lines that it covers, from 1. */
        public IntStream lines() {
            return IntStream.rangeClosed(firstLine, lastLine);
        }

        /** Returns the name that the source uses: the last part of the imported name. */
        public String simpleName() {
            return name.substring(name.lastIndexOf('.') + 1);
        }
    }

    /**
     * Java code without everything that can be changed without effect: comments, layout, texts, the names of variables. The
     * names of types and methods stay.
     *
     * @param tokens the remaining tokens
     */
    public record NormalizedCode(List<String> tokens) {

        /** Splits operators into characters, because the search for solutions in a handout counts tokens in this way. */
        private static final Pattern OPERATOR_CHARACTERS = Pattern.compile("(?<=[^\\w.])|(?=[^\\w.])");

        /** Normalizes Java source, or a part of one, without its comments. */
        public static NormalizedCode of(String code) {
            return of(JavaLexer.code(code));
        }

        /** Normalizes tokens without comments. */
        public static NormalizedCode of(List<Token> tokens) {
            List<String> normalized = new ArrayList<>();
            for (int i = 0; i < tokens.size(); i++) {
                boolean call = i + 1 < tokens.size() && tokens.get(i + 1).is("(");
                normalized.addAll(normalized(tokens.get(i), call));
            }
            return new NormalizedCode(List.copyOf(normalized));
        }

        private static List<String> normalized(Token token, boolean call) {
            String text = token.text();
            return switch (token.kind()) {
                case TEXT -> List.of("\"\"");
                case NAME -> List.of(call || !Character.isLowerCase(text.charAt(0)) ? text : "v");
                default -> text.length() == 1 ? List.of(text) : List.of(OPERATOR_CHARACTERS.split(text));
            };
        }

        /** Normalizes the code in all comments together. */
        public static NormalizedCode ofComments(String code) {
            return of(JavaLexer.tokens(code).stream().filter(token -> token.kind() == Token.Kind.COMMENT)
                    .map(Token::commentText).collect(Collectors.joining("\n"))
                    // Three quotation marks in a comment need not begin a text block.
                    .replace("\"\"\"", "\"\""));
        }

        /** Returns only the returned expression, if the code is a single return statement; else the whole code. */
        public NormalizedCode expression() {
            boolean single = tokens.get(0).equals("return") && tokens.indexOf(";") == tokens.size() - 1;
            return single ? new NormalizedCode(tokens.subList(1, tokens.size() - 1)) : this;
        }

        /**
         * Returns every run of the given number of tokens. Each is a view, so that a search among many files copies nothing.
         */
        public Stream<List<String>> runs(int length) {
            return IntStream.rangeClosed(0, tokens.size() - length).mapToObj(i -> tokens.subList(i, i + length));
        }
    }
}
