package org.rnnkit.learner.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.javasource.JavaImport;
import org.rnnkit.grader.javasource.JavaLexer;
import org.rnnkit.grader.javasource.JavaToken;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.learner.stub.Stub;
import org.rnnkit.testkit.steps.Step;

/** The reference's code of a step beside the student's, for those whose own passes. */
public final class SolutionView {

    private SolutionView() {}

    /**
     * Shows both.
     *
     * @param kit the kit
     * @param step the step
     * @param width how many columns there are
     * @return what both wrote in the stub's place, or why there is only one
     */
    public static String beside(Kit kit, Step step, int width) {
        Path reference = kit.layout().solution(step);
        if (!Files.isRegularFile(reference)) {
            return "There is no solutions/ in this copy of the kit: your own is the one to look at.\n";
        }
        List<String> solution = lines(reference);
        Set<String> stub = Stub.of(String.join("\n", solution), step.className(), step.number()).lines()
                .collect(Collectors.toSet());
        return SideBySide.of("Yours", body(lines(kit.layout().exercise(step)), stub),
                "The reference's", body(solution, stub), width);
    }

    /** From the first line that is not the stub's to the last, without the marks that the stubs are made by. */
    private static List<String> body(List<String> lines, Set<String> stub) {
        List<JavaToken> code = JavaLexer.code(String.join("\n", lines));
        Set<Integer> imports = JavaImport.findAll(code).stream()
                .flatMap(found -> found.lines().boxed()).collect(Collectors.toSet());
        List<Integer> own = IntStream.range(0, lines.size()).filter(i -> !stub.contains(lines.get(i))
                && !imports.contains(i + 1) && !isMark(lines.get(i))).boxed().toList();
        if (own.isEmpty()) {
            return List.of();
        }
        int end = own.get(own.size() - 1) + 1;
        // A last brace looks like one of the stub's.
        while (isOpen(code, own.get(0) + 1, end) && end < lines.size()) {
            end++;
        }
        String text = lines.subList(own.get(0), end).stream().filter(line -> !isMark(line))
                .collect(Collectors.joining("\n"));
        return text.stripIndent().lines().toList();
    }

    /** Tells whether a block begins in these lines and does not end in them. */
    private static boolean isOpen(List<JavaToken> code, int firstLine, int lastLine) {
        int depth = 0;
        int least = 0;
        for (JavaToken token : code) {
            if (token.line() >= firstLine && token.line() <= lastLine) {
                depth += token.is("{") ? 1 : token.is("}") ? -1 : 0;
                least = Math.min(least, depth);
            }
        }
        return depth > least;
    }

    private static boolean isMark(String line) {
        return line.strip().matches("// </?solution(-only)?>");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new GraderException(file + " can't be read: " + e.getMessage(), e);
        }
    }
}
