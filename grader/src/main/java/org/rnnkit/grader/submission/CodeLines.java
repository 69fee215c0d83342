package org.rnnkit.grader.submission;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.rnnkit.grader.report.CodeExcerpt;
import org.rnnkit.testkit.steps.Step;

/**
 * A reader of lines of a source that stand beside a failure. It does not parse the source: some sources keep a parser busy
 * forever, and many do not compile.
 */
final class CodeLines {

    private static final int AROUND = 3;
    private static final int METHOD = 12;
    private static final int MAX_WIDTH = 200;

    private final List<String> lines;

    CodeLines(SourceFile source) {
        // The compiler counts lines that end in a carriage return, too.
        this.lines = new String(source.content(), StandardCharsets.UTF_8).lines().toList();
    }

    /** Returns a line with some before and after it; null if there is no such line. */
    CodeExcerpt around(int line) {
        return line > lines.size() ? null : excerpt(Math.max(1, line - AROUND), Math.min(lines.size(), line + AROUND), line);
    }

    /** Returns the beginning of the method that the step asks for; null if the source has no such method. */
    CodeExcerpt method(Step step) {
        return step.signatures().stream().map(CodeLines::nameAndBracket).map(this::declaration)
                .filter(OptionalInt::isPresent).findFirst()
                .map(line -> excerpt(line.getAsInt(), Math.min(lines.size(), line.getAsInt() + METHOD - 1), null)).orElse(null);
    }

    /** Returns the part of a signature up to the bracket, such as "NDArray encode(". */
    private static String nameAndBracket(String signature) {
        String before = signature.substring(0, signature.indexOf('(') + 1);
        return before.substring(before.lastIndexOf(' ', before.length() - 2) + 1);
    }

    /** Finds the line that declares a method: its name, not behind a dot or "return", at the end of a type. */
    private OptionalInt declaration(String name) {
        return IntStream.rangeClosed(1, lines.size()).filter(number -> {
            String line = lines.get(number - 1).strip();
            int at = line.indexOf(name);
            return at >= 0 && !line.startsWith("*") && !line.startsWith("//") && !line.startsWith("return")
                    && !line.endsWith(";") && (at == 0 || line.charAt(at - 1) == ' ')
                    && (line.startsWith("public") || line.startsWith("static") || line.startsWith("final"))
                    && !line.contains("=");
        }).findFirst();
    }

    private CodeExcerpt excerpt(int first, int last, Integer marked) {
        return new CodeExcerpt(first, marked, lines.subList(first - 1, last).stream()
                .map(line -> line.length() <= MAX_WIDTH ? line : line.substring(0, MAX_WIDTH) + "…").toList());
    }
}
