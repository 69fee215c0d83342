package org.rnnkit.cli.handout;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.grader.javasource.JavaLexer;
import org.rnnkit.grader.javasource.JavaToken;

/**
 * Java code without what can be changed and leaves it the same: comments, layout, texts, the names of variables. The
 * names of types and methods stay.
 *
 * @param tokens what is left
 */
record NormalizedCode(List<String> tokens) {

    /** Splits operators into characters: the lengths of runs that {@link SolutionLeaks} looks for are measured so. */
    private static final String OPERATOR_CHARACTERS = "(?<=[^\\w.])|(?=[^\\w.])";

    /** Takes code, whose comments don't count. */
    static NormalizedCode of(String code) {
        List<String> shape = new ArrayList<>();
        List<JavaToken> tokens = JavaLexer.code(code);
        for (int i = 0; i < tokens.size(); i++) {
            boolean call = i + 1 < tokens.size() && tokens.get(i + 1).is("(");
            shape.addAll(shape(tokens.get(i), call));
        }
        return new NormalizedCode(List.copyOf(shape));
    }

    private static List<String> shape(JavaToken token, boolean call) {
        String text = token.text();
        return switch (token.kind()) {
            case TEXT -> List.of("\"\"");
            case NAME -> List.of(call || !Character.isLowerCase(text.charAt(0)) ? text : "v");
            default -> List.of(text.split(OPERATOR_CHARACTERS));
        };
    }

    /** Takes the code that stands in comments. */
    static NormalizedCode ofComments(String code) {
        return of(JavaLexer.tokens(code).stream().filter(token -> token.kind() == JavaToken.Kind.COMMENT)
                .map(JavaToken::commentText).collect(Collectors.joining("\n"))
                // Three quotation marks in a comment need not begin a text block.
                .replace("\"\"\"", "\"\""));
    }

    /** What a line returns, of code that is a single return. */
    NormalizedCode expression() {
        boolean single = tokens.get(0).equals("return") && tokens.indexOf(";") == tokens.size() - 1;
        return single ? new NormalizedCode(tokens.subList(1, tokens.size() - 1)) : this;
    }

    /** Every run of so many tokens. */
    Stream<String> runs(int length) {
        return IntStream.rangeClosed(0, tokens.size() - length)
                .mapToObj(i -> String.join(" ", tokens.subList(i, i + length)));
    }
}
