package org.rnnkit.classroom.gradebook;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The columns of Moodle's grading worksheet as its cells show them: in another language, the names of the columns don't. */
final class WorksheetCells {

    private static final int NONE = RosterColumns.NONE;

    private final RosterTable table;

    WorksheetCells(RosterTable table) {
        this.table = table;
    }

    /** Finds the column in which every cell is a word and a number, and the word is always the same: "Participant 12". */
    int participants() {
        return IntStream.range(0, table.columnCount()).filter(column -> all(column, cell -> cell.matches(".*\\d")))
                .filter(column -> {
                    List<String> words = cells(column).map(cell -> cell.replaceFirst("(?<!\\d)\\d+$", "")).distinct().toList();
                    return words.size() == 1 && words.get(0).matches("\\p{L}[^\\d@]*");
                }).findFirst().orElse(NONE);
    }

    /** Finds the column in which every cell is the same number above 0: the largest grade. */
    int maximum() {
        return table.rowCount() < 2 ? NONE : IntStream.range(1, table.columnCount()).filter(column -> {
            String first = table.value(1, column).strip();
            return first.matches("(?=.*[1-9])\\d+([.,]\\d+)?") && all(column, first::equals);
        }).findFirst().orElse(NONE);
    }

    /** Finds the column after the largest grade in which every cell is one of two short words: yes and no. */
    int locked(int maximum) {
        return maximum == NONE ? NONE : IntStream.range(maximum + 1, table.columnCount())
                .filter(column -> all(column, cell -> cell.matches("\\p{L}{1,6}")) && cells(column).distinct().count() <= 2)
                .findFirst().orElse(NONE);
    }

    /** Tells whether all cells of a column are of a kind. It ends at the first that is not, as most rows may be short. */
    private boolean all(int column, Predicate<String> kind) {
        return cells(column).allMatch(kind);
    }

    private Stream<String> cells(int column) {
        return IntStream.range(1, table.rowCount()).mapToObj(row -> table.value(row, column).strip());
    }
}
