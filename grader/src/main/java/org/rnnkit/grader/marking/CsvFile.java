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
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.system.UsageException;

/**
 * A file with a table that an instructor or a platform wrote, in UTF-8. A comma or a semicolon separates its cells, as its
 * first line shows.
 *
 * @param records the rows, the first line included, without empty lines
 * @param lines the line of each row in the file, from 1; its last line if a cell has several
 */
public record CsvFile(String name, char separator, List<List<String>> records, List<Long> lines) {

    private static final long MAX_BYTES = 20_000_000;
    private static final int MAX_SHOWN = 60;

    /**
     * Reads a file.
     *
     * @throws UsageException if it can't be read as a table
     */
    public static CsvFile read(Path file) {
        String name = file.getFileName().toString();
        try {
            if (Files.isRegularFile(file) && Files.size(file) > MAX_BYTES) {
                throw new UsageException(name + " has more than 20 MB. It should be a short table.");
            }
            return of(name, Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new UsageException(name + " is not UTF-8 text. Save it as UTF-8.");
        } catch (IOException e) {
            throw new UsageException("The table " + file + " can't be read. Check its path.");
        }
    }

    /** Reads the text of a file with this name. */
    public static CsvFile of(String name, String text) {
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        String header = body.lines().findFirst().orElse("");
        char separator = header.contains(";") && !header.contains(",") ? ';' : ',';
        try (CSVParser parser = CSVParser.parse(body, format(separator))) {
            List<CSVRecord> records = new ArrayList<>();
            List<Long> lines = new ArrayList<>();
            for (CSVRecord record : parser) {
                records.add(record);
                lines.add(parser.getCurrentLineNumber());
            }
            return new CsvFile(name, separator, records.stream().map(CSVRecord::toList).toList(), lines);
        } catch (IOException | UncheckedIOException | IllegalArgumentException | IllegalStateException e) {
            Throwable reason = e instanceof UncheckedIOException ? e.getCause() : e;
            throw new UsageException(name + " is not a table that can be read: "
                    + Printable.line(reason.getMessage(), MAX_SHOWN));
        }
    }

    /** Returns the format of a table with this separator. */
    public static CSVFormat format(char separator) {
        return CSVFormat.RFC4180.builder().setDelimiter(separator).setIgnoreEmptyLines(true).get();
    }
}
