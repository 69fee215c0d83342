package org.rnnkit.grader.gradebook;

import java.util.List;
import java.util.stream.IntStream;

/** The columns of Moodle's grading worksheet as its cells show them: in another language, the names of the columns don't. */
final class WorksheetCells {

    private static final int NONE = RosterColumns.NONE;

    private final RosterTable table;

    WorksheetCells(RosterTable table) {
        this.table = table;
    }

    /** Finds the column in which every cell is a word and a number, and the word is always the same: "Participant 12". */
    int participants() {
        return IntStream.range(0, table.columnCount()).filter(column -> {
            List<String> words = cells(column).stream().map(cell -> cell.replaceFirst("\\d+$", "")).distinct().toList();
            return words.size() == 1 && words.get(0).matches("\\p{L}[^\\d@]*")
                    && cells(column).stream().allMatch(cell -> cell.matches(".*\\d"));
        }).findFirst().orElse(NONE);
    }

    /** Finds the column in which every cell is the same number above 0: the largest grade. */
    int maximum() {
        return IntStream.range(1, table.columnCount()).filter(column -> cells(column).stream().distinct().count() == 1
                && cells(column).get(0).matches("(?=.*[1-9])\\d+([.,]\\d+)?")).findFirst().orElse(NONE);
    }

    /** Finds the column after the largest grade in which every cell is one of two short words: yes and no. */
    int locked(int maximum) {
        return maximum == NONE ? NONE : IntStream.range(maximum + 1, table.columnCount())
                .filter(column -> cells(column).stream().distinct().count() <= 2
                        && cells(column).stream().allMatch(cell -> cell.matches("\\p{L}{1,6}"))).findFirst().orElse(NONE);
    }

    private List<String> cells(int column) {
        return IntStream.range(1, table.rowCount()).mapToObj(row -> table.value(row, column).strip()).toList();
    }
}
