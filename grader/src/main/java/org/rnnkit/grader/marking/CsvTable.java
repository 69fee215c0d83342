package org.rnnkit.grader.marking;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.rnnkit.grader.system.UsageException;

/** A table that an instructor wrote, and the mistakes in it. They are collected, so that all can be reported at once. */
final class CsvTable {

    private static final int MAX_MISTAKES = 50;

    private final String name;
    private final List<CsvRow> rows = new ArrayList<>();
    private final List<String> mistakes = new ArrayList<>();

    private CsvTable(String name) {
        this.name = name;
    }

    /**
     * Reads a table.
     *
     * @throws UsageException if it can't be read as a table with these columns
     */
    static CsvTable read(Path file, List<String> columns) {
        CsvFile read = CsvFile.read(file);
        CsvTable table = new CsvTable(read.name());
        List<String> header = read.records().stream().limit(1).flatMap(List::stream)
                .map(column -> column.strip().toLowerCase(Locale.ROOT)).toList();
        if (!header.containsAll(columns)) {
            throw new UsageException(table.name + ":1: The first line must name the columns " + String.join(",", columns)
                    + ".");
        }
        for (int i = 1; i < read.records().size(); i++) {
            List<String> cells = read.records().get(i);
            Map<String, String> byColumn = new HashMap<>();
            IntStream.range(0, Math.min(header.size(), cells.size()))
                    .forEach(column -> byColumn.put(header.get(column), cells.get(column)));
            table.rows.add(new CsvRow(read.lines().get(i), byColumn));
        }
        return table;
    }

    List<CsvRow> rows() {
        return rows;
    }

    /** Finds the submission of the person whom a row names. If that is not clear, it adds a mistake and returns the name. */
    String person(CsvRow row, People people, boolean mayStillHandIn) {
        try {
            if (!row.name().isEmpty()) {
                return people.submissionOf(row.name(), mayStillHandIn);
            }
            mistake(row, "The name is missing.");
        } catch (UsageException unclear) {
            mistake(row, unclear.getMessage());
        }
        return row.name();
    }

    /** Adds a mistake in a row. */
    void mistake(CsvRow row, String sentence) {
        mistakes.add(name + ":" + row.line() + ": " + sentence);
    }

    /** Throws a {@link UsageException} with a line for each mistake, if there are any. */
    void throwIfAny() {
        if (!mistakes.isEmpty()) {
            String more = mistakes.size() > MAX_MISTAKES ? "\n" + name + ": and " + (mistakes.size() - MAX_MISTAKES)
                    + " more mistakes." : "";
            throw new UsageException(String.join("\n", mistakes.subList(0, Math.min(MAX_MISTAKES, mistakes.size()))) + more);
        }
    }
}
