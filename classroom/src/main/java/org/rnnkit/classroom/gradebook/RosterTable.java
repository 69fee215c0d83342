package org.rnnkit.classroom.gradebook;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table of comma-separated values that keeps the text of each cell as it was written, with its quotes. Without a change it
 * is written back letter by letter, so no name is damaged on the way to the gradebook and back.
 */
final class RosterTable {

    private static final String MARK = "\uFEFF";
    /** Of two that are equally often in the first line, the later one counts. */
    private static final List<Character> SEPARATORS = List.of('\t', ';', ',');

    private final String mark;
    private final char separator;
    private final List<Row> rows;

    /** A line of the table: its cells as they are written, and the characters that end the line. */
    private record Row(List<String> cells, String end) {}

    private RosterTable(String mark, char separator, List<Row> rows) {
        this.mark = mark;
        this.separator = separator;
        this.rows = rows;
    }

    /**
     * Reads a table. Its separator is the comma, semicolon or tab that the first line has most of. Each quote must be
     * closed.
     */
    static RosterTable parse(String text) {
        String mark = text.startsWith(MARK) ? MARK : "";
        String body = text.substring(mark.length());
        char separator = separator(body);
        return new RosterTable(mark, separator, rows(body, separator));
    }

    private static char separator(String text) {
        String first = text.lines().findFirst().orElse("").replaceAll("\"[^\"]*\"", "");
        return SEPARATORS.stream().max(Comparator.comparing(c -> first.chars().filter(other -> other == c).count()))
                .orElseThrow();
    }

    private static List<Row> rows(String text, char separator) {
        List<Row> rows = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        int begin = 0;
        int quoted = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = quoted >= 0 ? -1 : i;
            } else if (quoted < 0 && (c == separator || c == '\n' || c == '\r')) {
                cells.add(text.substring(begin, i));
                begin = i + 1;
                if (c != separator) {
                    boolean pair = c == '\r' && text.startsWith("\n", begin);
                    begin += pair ? 1 : 0;
                    i = begin - 1;
                    rows.add(new Row(cells, pair ? "\r\n" : String.valueOf(c)));
                    cells = new ArrayList<>();
                }
            }
        }
        if (quoted >= 0) {
            throw new RosterException("line " + text.substring(0, quoted + 1).lines().count()
                    + " has a quote that is not closed. Export the file again.");
        }
        if (begin < text.length() || !cells.isEmpty()) {
            cells.add(text.substring(begin));
            rows.add(new Row(cells, ""));
        }
        return rows;
    }

    int rowCount() {
        return rows.size();
    }

    int columnCount() {
        return rows.isEmpty() ? 0 : rows.get(0).cells().size();
    }

    /** Returns the value of a cell without its quotes; empty if the row has no such cell. */
    String value(int row, int column) {
        return unquote(raw(row, column));
    }

    /** Lists the values of the first row, each as one line without spaces around it. */
    List<String> header() {
        return rows.isEmpty() ? List.of() : rows.get(0).cells().stream()
                .map(cell -> unquote(cell).strip().replaceAll("\\R", " ")).toList();
    }

    /** Returns the number of the column with this name, or {@link RosterColumns#NONE}. Upper and lower case are equal. */
    int column(String name) {
        List<String> names = header();
        return IntStream.range(0, names.size()).filter(column -> names.get(column).equalsIgnoreCase(name.strip())).findFirst()
                .orElse(RosterColumns.NONE);
    }

    private String raw(int row, int column) {
        List<String> cells = rows.get(row).cells();
        return column >= 0 && column < cells.size() ? cells.get(column) : "";
    }

    private static String unquote(String raw) {
        String cell = raw.strip();
        return cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"")
                ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"") : raw;
    }

    /** Changes a cell. It gets quotes if it had some or needs them. An equal value changes nothing. */
    void set(int row, int column, String value) {
        String before = raw(row, column);
        if (!unquote(before).equals(value)) {
            List<String> cells = rows.get(row).cells();
            cells.addAll(Collections.nCopies(Math.max(0, column + 1 - cells.size()), ""));
            boolean quoted = before.startsWith("\"") || needsQuotes(value);
            cells.set(column, quoted ? "\"" + value.replace("\"", "\"\"") + "\"" : value);
        }
    }

    private boolean needsQuotes(String value) {
        return !value.equals(value.strip())
                || value.chars().anyMatch(c -> c == separator || c == '"' || c == '\n' || c == '\r');
    }

    /** Adds a column at the end of the table and returns its number. */
    int addColumn(String name) {
        int column = columnCount();
        set(0, column, name);
        return column;
    }

    /** Returns the text of the whole table. */
    String text() {
        StringBuilder text = new StringBuilder(mark);
        rows.forEach(row -> text.append(String.join(String.valueOf(separator), row.cells())).append(row.end()));
        return text.toString();
    }

    /**
     * A text together with the encoding of its file, so that it can be written back in the same one.
     *
     * @param text the text; a byte order mark at its beginning is part of it
     */
    record EncodedText(String text, Charset charset) {

        private static final Charset WINDOWS = Charset.forName("windows-1252");

        /** Reads bytes. The first encoding that gives the same bytes back is taken; Latin 1 always does. */
        static EncodedText of(byte[] bytes) {
            return Stream.of(marked(bytes), StandardCharsets.UTF_8, WINDOWS, StandardCharsets.ISO_8859_1)
                    .map(charset -> new EncodedText(new String(bytes, charset), charset))
                    .filter(text -> Arrays.equals(text.bytes(), bytes)).findFirst().orElseThrow();
        }

        /** Returns the encoding that a byte order mark names, or UTF-8. */
        private static Charset marked(byte[] bytes) {
            int first = bytes.length < 2 ? 0 : (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
            return switch (first) {
                case 0xFFFE -> StandardCharsets.UTF_16LE;
                case 0xFEFF -> StandardCharsets.UTF_16BE;
                default -> StandardCharsets.UTF_8;
            };
        }

        /** Returns the text in its encoding. A character that the encoding does not have becomes a question mark. */
        byte[] bytes() {
            return text.getBytes(charset);
        }
    }

    /** A roster can't be used. The message completes the sentence "The roster FILE can't be used:". */
    static final class RosterException extends RuntimeException {

        private static final long serialVersionUID = 1;

        RosterException(String message) {
            super(message);
        }
    }
}
