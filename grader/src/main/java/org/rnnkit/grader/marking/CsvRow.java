package org.rnnkit.grader.marking;

import java.util.Map;
import org.rnnkit.grader.report.Printable;

/**
 * A row of the table.
 *
 * @param line its line in the file, from 1; its last line if a cell has several
 * @param cells the cells, by their columns in lower case
 */
record CsvRow(long line, Map<String, String> cells) {

    /** Returns a cell without the spaces around it. */
    String cell(String column) {
        return cells.getOrDefault(column, "").strip();
    }

    /** Returns the name of a person, which may be copied from scores.csv. */
    String name() {
        return Printable.fromCell(cell("name"));
    }
}
