package org.rnnkit.learner.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.grader.submission.JavaImport;
import org.rnnkit.grader.submission.JavaLexer;
import org.rnnkit.grader.submission.Token;
import org.rnnkit.grader.submission.TokenKind;
import org.rnnkit.testkit.board.StubLine;

/**
 * The stub of a step: what remains of its solution when the bodies between the markers are taken out.
 *
 * <p>Lines from {@code // <solution>} to {@code // </solution>} become a TODO line and one that throws, with a comment below
 * it if given code follows;
 * lines from {@code // <solution-only>} to {@code // </solution-only>} are removed, and so are imports
 * that the stub does not need.
 */
public final class Stub {

    private Stub() {}

    /** Tells whether a line of a solution is a marker. */
    static boolean isMarker(String line) {
        return line.strip().matches("// </?solution(-only)?>");
    }

    /**
     * Makes the stub of a step's class.
     *
     * @throws IllegalArgumentException if a marker has no partner
     */
    public static String of(String solution, String className, int stepNumber) {
        List<String> lines = new ArrayList<>();
        String open = null;
        List<String> source = solution.lines().toList();
        for (int i = 0; i < source.size(); i++) {
            String line = source.get(i);
            String marker = line.strip();
            if (open != null) {
                if (marker.equals("// </" + open + ">")) {
                    open = null;
                } else if (marker.startsWith("// <")) {
                    throw new IllegalArgumentException(className + ": \"" + marker + "\" inside <" + open + ">");
                }
            } else if (marker.equals("// <solution>")) {
                open = "solution";
                String indent = line.substring(0, line.indexOf('/'));
                lines.add(indent + "// TODO step " + stepNumber + ": replace this line and the next by your code.");
                if (isWholeBody(source.subList(i, source.size()))) {
                    lines.add(indent + "throw new NotImplementedYet(" + className + ".class);");
                } else {
                    lines.add(indent + "NotImplementedYet.raise(" + className + ".class);");
                    lines.add(indent + StubLine.END);
                }
            } else if (marker.equals("// <solution-only>")) {
                open = "solution-only";
            } else if (marker.startsWith("// </solution")) {
                throw new IllegalArgumentException(className + ": \"" + marker + "\" without a beginning");
            } else {
                lines.add(line);
            }
        }
        if (open != null) {
            throw new IllegalArgumentException(className + ": <" + open + "> has no end");
        }
        return String.join("\n", withNeededImports(lines)) + "\n";
    }

    /** Tells whether the first code in a list of lines, which is marked, is the last of its method. */
    private static boolean isWholeBody(List<String> lines) {
        return lines.stream().map(String::strip).dropWhile(line -> !line.equals("// </solution>")).skip(1)
                .filter(line -> !line.isEmpty()).findFirst().orElse("}").equals("}");
    }

    /** Returns the stub's lines with the solution's imports replaced by those that the stub needs. */
    private static List<String> withNeededImports(List<String> stub) {
        List<Token> tokens = JavaLexer.tokens(String.join("\n", stub));
        List<Token> code = tokens.stream().filter(token -> token.kind() != TokenKind.COMMENT).toList();
        List<JavaImport> imports = JavaImport.findAll(code);
        Set<Integer> taken = imports.stream().flatMap(found -> found.lines().boxed()).collect(Collectors.toSet());
        Set<String> names = tokens.stream().filter(token -> !taken.contains(token.line())).flatMap(Stub::namesIn)
                .collect(Collectors.toSet());
        Set<String> needed = new TreeSet<>(Set.of("import org.rnnkit.toolkit.NotImplementedYet;"));
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
