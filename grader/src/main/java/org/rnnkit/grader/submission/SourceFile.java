package org.rnnkit.grader.submission;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.rnnkit.grader.report.CodeExcerpt;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.testkit.steps.Step;

/**
 * A source file in memory, as it was when it was read. Nothing here parses it: some sources keep a parser busy forever, and
 * many do not compile.
 *
 * @param path its path from the submission's folder, with slashes
 * @param content its bytes
 */
public record SourceFile(String path, byte[] content) {

    private static final int LINES_AROUND = 3;
    private static final int METHOD_LINES = 12;
    private static final int MAX_WIDTH = 200;

    String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Lists the lines. The compiler counts lines that end in a carriage return, too. */
    private List<String> lines() {
        return text().lines().toList();
    }

    /** Returns a line with some before and after it; null if there is no such line. */
    CodeExcerpt around(int line) {
        List<String> lines = lines();
        return line > lines.size() ? null : excerpt(lines, Math.max(1, line - LINES_AROUND), line + LINES_AROUND, line);
    }

    /** Returns the beginning of the method that the step asks for; null if the source has no such method. */
    CodeExcerpt method(Step step) {
        List<String> lines = lines();
        return step.signatures().stream().map(SourceFile::nameAndBracket).map(name -> declaration(lines, name))
                .filter(OptionalInt::isPresent).findFirst()
                .map(line -> excerpt(lines, line.getAsInt(), line.getAsInt() + METHOD_LINES - 1, null)).orElse(null);
    }

    /** Returns the part of a signature up to the bracket, such as "NDArray encode(". */
    private static String nameAndBracket(String signature) {
        String before = signature.substring(0, signature.indexOf('(') + 1);
        return before.substring(before.lastIndexOf(' ', before.length() - 2) + 1);
    }

    /** Finds the line that declares a method: its name, not behind a dot or "return", at the end of a type. */
    private static OptionalInt declaration(List<String> lines, String name) {
        return IntStream.rangeClosed(1, lines.size()).filter(number -> {
            String line = lines.get(number - 1).strip();
            int at = line.indexOf(name);
            return at >= 0 && !line.startsWith("*") && !line.startsWith("//") && !line.startsWith("return")
                    && !line.endsWith(";") && (at == 0 || line.charAt(at - 1) == ' ')
                    && (line.startsWith("public") || line.startsWith("static") || line.startsWith("final"))
                    && !line.contains("=");
        }).findFirst();
    }

    private static CodeExcerpt excerpt(List<String> lines, int first, int last, Integer marked) {
        return new CodeExcerpt(first, marked, lines.subList(first - 1, Math.min(lines.size(), last)).stream()
                .map(line -> Printable.cut(line, MAX_WIDTH)).toList());
    }
}
