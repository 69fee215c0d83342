package org.rnnkit.grader.submission;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
        return of(JavaLexer.tokens(code).stream().filter(token -> token.kind() == TokenKind.COMMENT)
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
