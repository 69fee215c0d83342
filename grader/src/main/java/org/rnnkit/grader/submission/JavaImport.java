package org.rnnkit.grader.submission;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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

    static JavaImport of(List<Token> tokens, int lastLine) {
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
