package org.rnnkit.learner.stub;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.grader.javasource.JavaImport;
import org.rnnkit.grader.javasource.JavaLexer;
import org.rnnkit.grader.javasource.JavaLexer.Token;

/** The imports of a stub: those that the stub still needs of the solution's, and the exception that the stub throws. */
final class StubImports {

    private static final String EXCEPTION = "NotImplementedYet";

    private StubImports() {}

    /** Returns the stub's lines with the solution's imports replaced by those that the stub needs. */
    static List<String> replaceIn(List<String> stub) {
        List<Token> tokens = JavaLexer.tokens(String.join("\n", stub));
        List<Token> code = tokens.stream().filter(token -> token.kind() != Token.Kind.COMMENT).toList();
        List<JavaImport> imports = JavaImport.findAll(code);
        Set<Integer> taken = imports.stream().flatMap(found -> found.lines().boxed()).collect(Collectors.toSet());
        Set<String> names = tokens.stream().filter(token -> !taken.contains(token.line())).flatMap(StubImports::namesIn)
                .collect(Collectors.toSet());
        Set<String> needed = new TreeSet<>(Set.of("import org.rnnkit.toolkit." + EXCEPTION + ";"));
        imports.stream().filter(found -> found.isOnDemand() || names.contains(found.simpleName()))
                .map(found -> String.join("\n", stub.subList(found.firstLine() - 1, found.lastLine()))).forEach(needed::add);

        // For a solution without imports, an empty line is put between the package line and the new imports.
        int before = imports.isEmpty() ? code.stream().filter(token -> token.is(";")).findFirst().orElseThrow().line()
                : imports.get(0).firstLine() - 1;
        List<String> whole = new ArrayList<>(stub.subList(0, before));
        whole.addAll(imports.isEmpty() ? List.of("") : List.of());
        whole.addAll(needed);
        IntStream.rangeClosed(before + 1, stub.size()).filter(line -> !taken.contains(line))
                .mapToObj(line -> stub.get(line - 1)).forEach(whole::add);
        return whole;
    }

    /** Returns the names in a token. All words of a Javadoc comment count, because it may link to a class. */
    private static Stream<String> namesIn(Token token) {
        return switch (token.kind()) {
            case NAME -> Stream.of(token.text());
            case COMMENT -> token.text().startsWith("/**")
                    ? JavaLexer.code(token.commentText()).stream().map(Token::text) : Stream.empty();
            default -> Stream.empty();
        };
    }
}
