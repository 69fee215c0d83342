package org.rnnkit.learner.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rnnkit.grader.kit.CatalogueSolution;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.submission.JavaImport;
import org.rnnkit.grader.submission.JavaLexer;
import org.rnnkit.grader.submission.Token;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.learner.train.RunFolder;
import org.rnnkit.testkit.board.WordWrap;
import org.rnnkit.testkit.steps.Step;

/** Help with a step: its hints, and for a step that passes the reference's code beside the student's. */
public final class StepHelp {

    private StepHelp() {}

    /** Returns a hint; before the first one, the step and its file. */
    public static String hint(Step step, int number, int width) {
        String words = step.hints().get(number - 1).strip().replaceAll("\\s+", " ");
        String hint = number + "." + WordWrap.of("   " + words, width).substring(2);
        return number > 1 ? hint : String.format(Locale.ROOT, "Step %d, %s:%n%s%n%n%s", step.number(), step.title(),
                step.exerciseFile(), hint);
    }

    /**
     * Chooses the hint that ./rnnkit hint shows, and notes it in a file in runs/.
     *
     * @param more whether the next one is wanted, not the first
     * @return its number, from 1; that of the last hint if there is no further one
     */
    public static int chooseHint(Kit kit, Step step, boolean more) {
        Path file = RunFolder.parent(kit).resolve(".hints").resolve(step.id());
        int number = Math.min(step.hints().size(), 1 + (more ? OutputFile.read(file, Integer.class).orElse(0) : 0));
        try {
            OutputFile.write(Integer.valueOf(number), file);
        } catch (GraderException full) { // the next time, this hint is shown again
            return number;
        }
        return number;
    }

    /** Returns both solutions without what they share with the stub, or the reason why there is no reference. */
    public static String solution(Kit kit, Step step) {
        return findSolutions(kit, step).map(both -> "Yours:\n\n" + String.join("\n", both.yours()) + "\n\nThe reference's:\n\n"
                + String.join("\n", both.reference()) + "\n" + otherWays(kit, step, both.otherWays().keySet()))
                .orElse("This copy of the kit has no solutions/, so there is nothing to compare your code with.\n");
    }

    private static String otherWays(Kit kit, Step step, Set<String> styles) {
        Path file = kit.layout().catalogue(step).resolve(CatalogueSolution.RIGHT);
        return styles.isEmpty() ? ""
                : "\nOther right ways, in " + kit.home().relativize(file) + ":\n  " + String.join("\n  ", styles) + "\n";
    }

    /**
     * Two solutions of a step, without what they share with the stub.
     *
     * @param yours the lines of the student's code
     * @param reference the lines of the reference
     * @param otherWays the lines of each other right solution in the catalogue, by the sentence about it
     */
    public record Both(List<String> yours, List<String> reference, SortedMap<String, List<String>> otherWays) {}

    /** Finds the student's code and the reference's; empty if this copy of the kit has no reference. */
    public static Optional<Both> findSolutions(Kit kit, Step step) {
        Path reference = kit.layout().solution(step);
        if (!Files.isRegularFile(reference)) {
            return Optional.empty();
        }
        List<String> solution = lines(reference);
        Set<String> stub = Stub.of(String.join("\n", solution), step.className(), step.number()).lines()
                .collect(Collectors.toSet());
        SortedMap<String, List<String>> otherWays = new TreeMap<>();
        CatalogueSolution.right(kit.layout(), step)
                .forEach(way -> otherWays.put(way.entry().style(), body(way.source().lines().toList(), stub)));
        return Optional.of(new Both(body(lines(kit.layout().exercise(step)), stub), body(solution, stub), otherWays));
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
}
