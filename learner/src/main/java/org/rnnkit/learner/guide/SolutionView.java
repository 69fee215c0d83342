package org.rnnkit.learner.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.javasource.JavaImport;
import org.rnnkit.grader.javasource.JavaLexer;
import org.rnnkit.grader.javasource.JavaLexer.Token;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.testkit.board.WordWrap;
import org.rnnkit.testkit.steps.Step;

/** A view of the reference's code beside the student's, for a step that passes. */
public final class SolutionView {

    /** Narrower columns break nearly every line of code. */
    private static final int MIN_COLUMN = 50;
    private static final String BETWEEN = " │ ";
    private static final String YOURS = "Yours";
    private static final String REFERENCE = "The reference's";

    private SolutionView() {}

    /**
     * Shows the student's code and the reference's side by side.
     *
     * @param kit the kit
     * @param step the step
     * @param width the number of columns
     * @return both solutions without what they share with the stub, or the reason why there is no reference
     */
    public static String beside(Kit kit, Step step, int width) {
        return find(kit, step).map(both -> sideBySide(both.yours(), both.reference(), width))
                .orElse("This copy of the kit has no solutions/, so there is nothing to compare your code with.\n");
    }

    /**
     * Two solutions of a step, without what they share with the stub.
     *
     * @param yours the lines of the student's code
     * @param reference the lines of the reference
     */
    public record Both(List<String> yours, List<String> reference) {}

    /**
     * Finds the student's code and the reference's.
     *
     * @param kit the kit
     * @param step the step
     * @return both; empty if this copy of the kit has no reference
     */
    public static Optional<Both> find(Kit kit, Step step) {
        Path reference = kit.layout().solution(step);
        if (!Files.isRegularFile(reference)) {
            return Optional.empty();
        }
        List<String> solution = lines(reference);
        Set<String> stub = Stub.of(String.join("\n", solution), step.className(), step.number()).lines()
                .collect(Collectors.toSet());
        return Optional.of(new Both(body(lines(kit.layout().exercise(step)), stub), body(solution, stub)));
    }

    /** Returns the lines from the first to the last that is not the stub's, without imports and the markers of the solution. */
    private static List<String> body(List<String> lines, Set<String> stub) {
        List<Token> code = JavaLexer.code(String.join("\n", lines));
        Set<Integer> imports = JavaImport.findAll(code).stream()
                .flatMap(found -> found.lines().boxed()).collect(Collectors.toSet());
        List<Integer> added = IntStream.range(0, lines.size()).filter(i -> !stub.contains(lines.get(i))
                && !imports.contains(i + 1) && !Stub.isMarker(lines.get(i))).boxed().toList();
        if (added.isEmpty()) {
            return List.of();
        }
        int end = added.get(added.size() - 1) + 1;
        // A closing brace at the end is the same line as one of the stub's, so it has to be added.
        while (isOpen(code, added.get(0) + 1, end) && end < lines.size()) {
            end++;
        }
        String text = lines.subList(added.get(0), end).stream().filter(line -> !Stub.isMarker(line))
                .collect(Collectors.joining("\n"));
        return text.stripIndent().lines().toList();
    }

    /** Tells whether a block begins in these lines and does not end in them. */
    private static boolean isOpen(List<Token> code, int firstLine, int lastLine) {
        int depth = 0;
        int least = 0;
        for (Token token : code) {
            if (token.line() >= firstLine && token.line() <= lastLine) {
                depth += token.is("{") ? 1 : token.is("}") ? -1 : 0;
                least = Math.min(least, depth);
            }
        }
        return depth > least;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new GraderException(file + " can't be read: " + e, e);
        }
    }

    /** Writes two texts side by side, or one after the other if there is no room. */
    static String sideBySide(List<String> left, List<String> right, int width) {
        int column = (width - BETWEEN.length()) / 2;
        boolean fits = Stream.concat(left.stream(), right.stream()).allMatch(line -> line.length() <= column);
        if (column < MIN_COLUMN && !fits) {
            return after(YOURS, left) + "\n" + after(REFERENCE, right);
        }
        StringBuilder text = new StringBuilder(row(YOURS, REFERENCE, column));
        text.append("─".repeat(column)).append("─┼─").append("─".repeat(column)).append('\n');
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            List<String> one = broken(i < left.size() ? left.get(i) : "", column);
            List<String> other = broken(i < right.size() ? right.get(i) : "", column);
            for (int j = 0; j < Math.max(one.size(), other.size()); j++) {
                text.append(row(j < one.size() ? one.get(j) : "", j < other.size() ? other.get(j) : "", column));
            }
        }
        return text.toString();
    }

    private static String after(String title, List<String> lines) {
        return title + ":\n\n" + String.join("\n", lines) + "\n";
    }

    private static String row(String left, String right, int column) {
        return (left + " ".repeat(column - left.length()) + BETWEEN + right).stripTrailing() + "\n";
    }

    /** Breaks a line into pieces, between words if possible. */
    private static List<String> broken(String line, int column) {
        List<String> pieces = new ArrayList<>();
        for (String part : WordWrap.of(line.replace("\t", "    "), column).split("\n")) {
            String rest = part;
            while (rest.length() > column) {
                pieces.add(rest.substring(0, column));
                rest = rest.substring(column);
            }
            pieces.add(rest);
        }
        return pieces;
    }
}
