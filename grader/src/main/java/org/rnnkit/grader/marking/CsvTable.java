package org.rnnkit.grader.marking;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.rnnkit.grader.marking.Marking.People;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.system.UsageException;

/** A table that an instructor wrote, and the mistakes in it. They are collected, so that all can be reported at once. */
final class CsvTable {

    private static final long MAX_BYTES = 5_000_000;
    private static final int MAX_SHOWN = 60;
    private static final int MAX_MISTAKES = 50;

    private final String name;
    private final List<Row> rows = new ArrayList<>();
    private final List<String> mistakes = new ArrayList<>();

    /**
     * A row of the table.
     *
     * @param line its line in the file, from 1; its last line if a cell has several
     * @param cells the cells without the spaces around them
     */
    record Row(long line, CSVRecord cells) {

        String cell(String column) {
            return cells.isSet(column) ? cells.get(column) : "";
        }

        /** Returns the name of a person, which may be copied from scores.csv. */
        String name() {
            return Printable.fromCell(cell("name"));
        }
    }

    private CsvTable(String name) {
        this.name = name;
    }

    /**
     * Reads a table. A comma or a semicolon separates the cells, as the first line shows.
     *
     * @throws UsageException if it can't be read as a table with these columns
     */
    static CsvTable read(Path file, List<String> columns) {
        CsvTable table = new CsvTable(file.getFileName().toString());
        String text = table.text(file);
        String header = text.lines().findFirst().orElse("");
        char separator = header.contains(";") && !header.contains(",") ? ';' : ',';
        CSVFormat format = CSVFormat.RFC4180.builder().setDelimiter(separator).setHeader().setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true).setIgnoreHeaderCase(true).setTrim(true).get();
        try (CSVParser parser = CSVParser.parse(text, format)) {
            if (!parser.getHeaderMap().keySet().containsAll(columns)) {
                throw new UsageException(table.name + ":1: The first line must name the columns " + String.join(",", columns)
                        + ".");
            }
            parser.forEach(row -> table.rows.add(new Row(parser.getCurrentLineNumber(), row)));
            return table;
        } catch (IOException | UncheckedIOException | IllegalArgumentException | IllegalStateException e) {
            Throwable reason = e instanceof UncheckedIOException ? e.getCause() : e;
            throw new UsageException(table.name + " is not a table that can be read: "
                    + Printable.line(reason.getMessage(), MAX_SHOWN));
        }
    }

    private String text(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new UsageException(name + " has more than 5 MB. It should be a short table.");
            }
            return Files.readString(file).replaceFirst("^\uFEFF", "");
        } catch (CharacterCodingException e) {
            throw new UsageException(name + " is not UTF-8 text. Save it as UTF-8.");
        } catch (IOException e) {
            throw new UsageException("The table " + file + " can't be read. Check its path.");
        }
    }

    List<Row> rows() {
        return rows;
    }

    /** Finds the submission of the person whom a row names. If that is not clear, it adds a mistake and returns the name. */
    String person(Row row, People people, boolean mayStillHandIn) {
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
    void mistake(Row row, String sentence) {
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
