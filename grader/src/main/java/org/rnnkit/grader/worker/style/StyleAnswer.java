package org.rnnkit.grader.worker.style;

import java.util.List;

/**
 * The result of a style check. It comes from a process that has read a student's sources, so everything in it is checked.
 *
 * @param problem the reason why the sources could not be checked, the end of a sentence that begins with "Checkstyle"; empty
 *     if they were checked
 * @param violations the number of all violations
 * @param first the first violations as file:line: message
 */
public record StyleAnswer(String problem, int violations, List<String> first) {

    /** The most violations that are listed. */
    public static final int MAX_LISTED = 5;

    /** The most characters of a line. */
    static final int MAX_LINE = 500;

    /** Rejects missing, too long and contradictory values, which a forged result may have. */
    public StyleAnswer {
        first = List.copyOf(first);
        if (!isLine(problem) || !first.stream().allMatch(StyleAnswer::isLine)
                || first.size() != Math.min(violations, MAX_LISTED)) {
            throw new IllegalArgumentException("no result of a style check");
        }
    }

    /**
     * Makes the result for sources that could not be checked.
     *
     * @param problem the end of a sentence that begins with "Checkstyle"
     * @return the result
     */
    public static StyleAnswer failed(String problem) {
        return new StyleAnswer(problem, 0, List.of());
    }

    /** Cuts a line, and replaces its control characters. */
    static String line(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= MAX_LINE ? line : line.substring(0, MAX_LINE - 1) + "…";
    }

    private static boolean isLine(String text) {
        return line(text).equals(text);
    }
}
