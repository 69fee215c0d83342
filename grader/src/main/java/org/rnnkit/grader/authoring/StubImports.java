package org.rnnkit.grader.authoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.grader.javasource.JavaImport;
import org.rnnkit.grader.javasource.JavaLexer;
import org.rnnkit.grader.javasource.JavaToken;

/** The imports of a stub: those of the solution that it still needs, and the one of what it throws. */
final class StubImports {

    private static final String EXCEPTION = "NotImplementedYet";

    private StubImports() {}

    /** Puts them in the place of the solution's, in a stub that has the solution's still. */
    static List<String> into(List<String> stub) {
        List<JavaToken> tokens = JavaLexer.tokens(String.join("\n", stub));
        List<JavaToken> code = tokens.stream().filter(token -> token.kind() != JavaToken.Kind.COMMENT).toList();
        List<JavaImport> imports = JavaImport.in(code);
        Set<Integer> taken = imports.stream().flatMap(found -> found.lines().boxed()).collect(Collectors.toSet());
        Set<String> names = tokens.stream().filter(token -> !taken.contains(token.line())).flatMap(StubImports::named)
                .collect(Collectors.toSet());
        Set<String> needed = new TreeSet<>(Set.of("import org.rnnkit.toolkit." + EXCEPTION + ";"));
        imports.stream().filter(found -> found.isOfAll() || names.contains(found.simpleName()))
                .map(found -> String.join("\n", stub.subList(found.firstLine() - 1, found.lastLine()))).forEach(needed::add);

        // Without imports to replace, they come after the package, with an empty line between.
        int before = imports.isEmpty() ? code.stream().filter(token -> token.is(";")).findFirst().orElseThrow().line()
                : imports.get(0).firstLine() - 1;
        List<String> whole = new ArrayList<>(stub.subList(0, before));
        whole.addAll(imports.isEmpty() ? List.of("") : List.of());
        whole.addAll(needed);
        IntStream.rangeClosed(before + 1, stub.size()).filter(line -> !taken.contains(line))
                .mapToObj(line -> stub.get(line - 1)).forEach(whole::add);
        return whole;
    }

    /** The names in a token; a Javadoc comment may have links in it. */
    private static Stream<String> named(JavaToken token) {
        return switch (token.kind()) {
            case NAME -> Stream.of(token.text());
            case COMMENT -> token.text().startsWith("/**")
                    ? JavaLexer.code(token.commentText()).stream().map(JavaToken::text) : Stream.empty();
            default -> Stream.empty();
        };
    }
}
