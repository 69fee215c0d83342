package org.rnnkit.grader.submission;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
     * @param kind its kind
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

    /** The operators of several characters. Two {@code >} are two tokens, since they may end type arguments. */
    private static final Set<String> OPERATORS = Set.of("...", "<<=", "->", "::", "++", "--", "&&", "||", "==", "!=", "<=",
            ">=", "+=", "-=", "*=", "/=", "&=", "|=", "^=", "%=");
    private static final int LONGEST_OPERATOR = 3;
    private static final String TEXT_BLOCK = "\"\"\"";
    private static final int HEXADECIMAL = 16;
    private static final int ESCAPE_DIGITS = 4;

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int line = 1;
    /** The place up to which the rest of a line has no quotation mark that could close a string. */
    private int unclosed;

    private JavaLexer(String source) {
        this.source = source;
    }

    /**
     * Splits source into its tokens.
     *
     * @param source Java source; characters that can't begin a token are skipped
     * @return the tokens, including the comments; a comment or text block that is not closed ends with the source
     */
    public static List<Token> tokens(String source) {
        JavaLexer lexer = new JavaLexer(withoutEscapes(source));
        int i = 0;
        while (i < lexer.source.length()) {
            i = lexer.read(i);
        }
        return lexer.tokens;
    }

    /** Splits source into its tokens without the comments. */
    public static List<Token> code(String source) {
        return tokens(source).stream().filter(token -> token.kind() != Token.Kind.COMMENT).toList();
    }

    /** Replaces Unicode escapes by their characters, as Java does before anything else: an escape can begin a comment. */
    private static String withoutEscapes(String source) {
        if (!source.contains("\\u")) {
            return source;
        }
        StringBuilder plain = new StringBuilder(source.length());
        int i = 0;
        while (i < source.length()) {
            char c = source.charAt(i++);
            int digits = i;
            while (c == '\\' && digits < source.length() && source.charAt(digits) == 'u') {
                digits++;
            }
            int escaped = digits > i ? hexadecimal(source, digits) : -1;
            plain.append(escaped >= 0 ? (char) escaped : c);
            if (escaped >= 0) {
                i = digits + ESCAPE_DIGITS;
            } else if (c == '\\' && source.startsWith("\\", i)) {
                plain.append(source.charAt(i++)); // An escaped backslash begins no Unicode escape.
            }
        }
        return plain.toString();
    }

    /** Returns the number that four hexadecimal digits stand for; -1 if these are other characters. */
    private static int hexadecimal(String source, int from) {
        int number = 0;
        for (int i = from; i < from + ESCAPE_DIGITS; i++) {
            int digit = i < source.length() ? Character.digit(source.charAt(i), HEXADECIMAL) : -1;
            if (digit < 0) {
                return -1;
            }
            number = number * HEXADECIMAL + digit;
        }
        return number;
    }

    /** Reads the token, or skips the character, that begins here. Returns the place after it. */
    private int read(int begin) {
        char c = source.charAt(begin);
        if (c == ' ') {
            return begin + 1;
        } else if (c == '\n' || c == '\r' && !source.startsWith("\n", begin + 1)) {
            line++;
        } else if (source.startsWith("//", begin)) {
            return add(Token.Kind.COMMENT, begin, endOfLine(begin));
        } else if (source.startsWith("/*", begin)) {
            int end = source.indexOf("*/", begin + 2);
            return add(Token.Kind.COMMENT, begin, end < 0 ? source.length() : end + 2);
        } else if (c == '"' || c == '\'') {
            int end = endOfText(begin);
            return end < 0 ? begin + 1 : add(Token.Kind.TEXT, begin, end);
        } else if (isDigit(begin) || c == '.' && isDigit(begin + 1)) {
            return add(Token.Kind.SYMBOL, begin, endOfNumber(begin));
        } else if (Character.isJavaIdentifierStart(source.codePointAt(begin))) {
            int end = begin;
            while (end < source.length() && Character.isJavaIdentifierPart(source.codePointAt(end))) {
                end += Character.charCount(source.codePointAt(end));
            }
            return add(SourceVersion.isKeyword(source.substring(begin, end)) ? Token.Kind.SYMBOL : Token.Kind.NAME, begin,
                    end);
        } else if ("(){}[];,.@=<>!~?:&|+-*/^%".indexOf(c) >= 0) {
            return add(Token.Kind.SYMBOL, begin, endOfOperator(begin));
        }
        return begin + 1;
    }

    private int add(Token.Kind kind, int begin, int end) {
        tokens.add(new Token(kind, source.substring(begin, end), line));
        boolean mayHaveLines = kind == Token.Kind.COMMENT || kind == Token.Kind.TEXT;
        for (int i = begin; mayHaveLines && i < end; i++) {
            char c = source.charAt(i);
            line += c == '\n' || c == '\r' && !source.startsWith("\n", i + 1) ? 1 : 0;
        }
        return end;
    }

    private int endOfLine(int from) {
        int end = from;
        while (end < source.length() && !isLineEnd(end)) {
            end++;
        }
        return end;
    }

    private boolean isLineEnd(int i) {
        return i < source.length() && (source.charAt(i) == '\n' || source.charAt(i) == '\r');
    }

    private boolean isDigit(int i) {
        return i < source.length() && source.charAt(i) >= '0' && source.charAt(i) <= '9';
    }

    /** Finds the end of a number. A sign belongs to it after an exponent's letter: e, or p in a hexadecimal number. */
    private int endOfNumber(int begin) {
        boolean hexadecimal = source.startsWith("0x", begin) || source.startsWith("0X", begin);
        int end = begin;
        char before = 0;
        while (end < source.length()) {
            char c = source.charAt(end);
            boolean sign = (c == '+' || c == '-') && Character.toLowerCase(before) == (hexadecimal ? 'p' : 'e');
            if (!sign && c != '.' && !Character.isJavaIdentifierPart(c)) {
                break;
            }
            before = c;
            end++;
        }
        return end;
    }

    private int endOfOperator(int begin) {
        boolean isAlone = "(){}[];,@~?".indexOf(source.charAt(begin)) >= 0;
        int end = isAlone ? begin + 1 : Math.min(begin + LONGEST_OPERATOR, source.length());
        while (end > begin + 1 && !OPERATORS.contains(source.substring(begin, end))) {
            end--;
        }
        return end;
    }

    /** Finds the end of a string, text block or character; -1 if it is not closed. */
    private int endOfText(int begin) {
        boolean block = source.startsWith(TEXT_BLOCK, begin);
        if (source.charAt(begin) == '\'') {
            return endOfCharacter(begin);
        } else if (!block && begin < unclosed) {
            return -1;
        }
        int end = begin + (block ? TEXT_BLOCK.length() : 1);
        while (end < source.length()) {
            if (block ? source.startsWith(TEXT_BLOCK, end) : source.charAt(end) == '"') {
                return end + (block ? TEXT_BLOCK.length() : 1);
            } else if (!block && isLineEnd(end)) {
                break;
            }
            end += source.charAt(end) == '\\' && !isLineEnd(end + 1) ? 2 : 1;
        }
        // What makes a quotation mark an escaped one are the backslashes before it, wherever the string begins.
        unclosed = block ? unclosed : end;
        return block ? source.length() : -1;
    }

    /** Finds the end of a character: one of its own, or an escape such as \n or \177. */
    private int endOfCharacter(int begin) {
        int end = begin + 2;
        if (source.startsWith("\\", begin + 1)) {
            end++;
            while (end < begin + ESCAPE_DIGITS + 1 && isDigit(end)) {
                end++;
            }
        } else if (source.startsWith("'", begin + 1)) {
            return -1;
        }
        return source.startsWith("'", end) ? end + 1 : -1;
    }

    /**
     * An import in a Java source.
     *
     * @param name the imported name, such as {@code java.util.List}
     * @param isStatic whether it is a static import
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
