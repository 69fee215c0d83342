package org.rnnkit.classroom.gradebook;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVPrinter;
import org.rnnkit.grader.marking.CsvFile;
import org.rnnkit.grader.system.UsageException;

/** The table of a roster, whose cells can be changed. */
final class RosterTable {

    /** The number of a missing column. */
    static final int NONE = -1;

    private final String name;
    private final char separator;
    private final List<List<String>> rows;

    /**
     * Makes a table with the cells of a file.
     *
     * @throws UsageException if it has none
     */
    RosterTable(CsvFile file) {
        this.name = file.name();
        this.separator = file.separator();
        this.rows = file.records().stream().<List<String>>map(ArrayList::new).toList();
        if (rows.isEmpty()) {
            throw new UsageException(name + " is empty.");
        }
    }

    /** Says why this file is no list of students. */
    UsageException unusable(String reason) {
        return new UsageException(name + " can't be used: " + reason.replaceAll("\\R", " "));
    }

    int rowCount() {
        return rows.size();
    }

    /** Lists the values of the first row, without spaces around them. */
    List<String> header() {
        return rows.get(0).stream().map(String::strip).toList();
    }

    /** Returns the number of the column with this name, or {@link #NONE}. Upper and lower case are equal. */
    int column(String name) {
        List<String> names = header();
        return IntStream.range(0, names.size()).filter(column -> names.get(column).equalsIgnoreCase(name)).findFirst()
                .orElse(NONE);
    }

    boolean has(String column) {
        return column(column) != NONE;
    }

    /** Returns the value of a cell without the spaces around it; empty if there is no such cell. */
    String value(int row, int column) {
        List<String> cells = rows.get(row);
        return column >= 0 && column < cells.size() ? cells.get(column).strip() : "";
    }

    /** Returns the value of a cell in the column with this name. */
    String value(int row, String column) {
        return value(row, column(column));
    }

    /** Lists the different values of a row in some columns, without empty ones. */
    List<String> values(int row, String... columns) {
        return Stream.of(columns).map(column -> value(row, column)).filter(text -> !text.isEmpty()).distinct().toList();
    }

    /** Changes a cell. */
    void set(int row, int column, String value) {
        List<String> cells = rows.get(row);
        cells.addAll(Collections.nCopies(Math.max(0, column + 1 - cells.size()), ""));
        cells.set(column, value);
    }

    /** Returns the number of the column with this name, which is added at the end if it is missing. */
    int require(String name) {
        if (!has(name)) {
            set(0, header().size(), name);
        }
        return column(name);
    }

    /** Returns the text of the whole table. */
    String text() {
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = CsvFile.format(separator).print(text)) {
            printer.printRecords(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
