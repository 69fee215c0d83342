package org.rnnkit.grader.report;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Some lines of a submission's source, shown beside a failure.
 *
 * @param firstLine the number of the first line in the student's file, from 1
 * @param marked the number of the line that the message is about; null if no line is known
 * @param lines the lines, long ones cut
 */
public record CodeExcerpt(int firstLine, Integer marked, List<String> lines) {

    /** Makes the lines printable. */
    public CodeExcerpt {
        lines = Printable.all(lines);
    }

    /**
     * A line with its number.
     *
     * @param number the number in the student's file, from 1
     * @param isMarked whether the message is about this line
     */
    public record Line(int number, String text, boolean isMarked) {}

    public List<Line> numbered() {
        return IntStream.range(0, lines.size()).mapToObj(i -> new Line(firstLine + i, lines.get(i),
                marked != null && marked == firstLine + i)).toList();
    }
}
