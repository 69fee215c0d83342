package org.rnnkit.learner.course;

import com.github.difflib.text.DiffRow;
import java.util.List;
import java.util.SortedMap;

/**
 * The student's code beside the reference.
 *
 * @param rows the lines, with what differs
 * @param otherWays other right solutions, by a sentence about each
 */
public record DifferenceView(List<DiffRow> rows, SortedMap<String, List<String>> otherWays) {

    /** Tells whether both are the same. */
    public boolean isEqual() {
        return rows.stream().allMatch(row -> row.getTag() == DiffRow.Tag.EQUAL);
    }
}
