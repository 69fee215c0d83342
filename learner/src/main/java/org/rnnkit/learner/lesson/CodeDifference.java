package org.rnnkit.learner.lesson;

import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRowGenerator;
import java.util.List;
import org.rnnkit.learner.guide.SolutionView;

/**
 * The lines of two solutions, side by side.
 *
 * @param rows one row for each pair of lines that belong together
 */
public record CodeDifference(List<LinePair> rows) {

    /**
     * A pair of lines.
     *
     * @param yours the student's line; empty if only the reference has one
     * @param reference the reference's line; empty if only the student has one
     * @param same whether both are the same
     */
    public record LinePair(String yours, String reference, boolean same) {}

    /**
     * Compares two solutions.
     *
     * @param both the solutions
     * @return the comparison; spaces do not count
     */
    public static CodeDifference of(SolutionView.Both both) {
        List<DiffRow> rows = DiffRowGenerator.create().ignoreWhiteSpaces(true).lineNormalizer(line -> line).build()
                .generateDiffRows(both.yours(), both.reference());
        return new CodeDifference(rows.stream().map(row -> new LinePair(row.getOldLine(), row.getNewLine(),
                row.getTag() == DiffRow.Tag.EQUAL)).toList());
    }
}
