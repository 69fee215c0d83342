package org.rnnkit.learner.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A drawing of parts in rows, one row below the other, each in the middle of the sheet. */
final class Rows {

    private static final double GAP = 6;
    private static final double BETWEEN = 22;

    private final List<List<RowPart>> rows = new ArrayList<>();

    /** Adds a row. */
    Rows row(RowPart... parts) {
        rows.add(List.of(parts));
        return this;
    }

    /** Adds a line of text. */
    Rows words(String text) {
        return row(new Sign(text));
    }

    /** Returns the arrays in all rows. */
    List<ArrayBox> arrays() {
        return rows.stream().flatMap(List::stream).filter(ArrayBox.class::isInstance).map(ArrayBox.class::cast).toList();
    }

    private static double width(List<RowPart> row) {
        return row.stream().mapToDouble(RowPart::width).sum() + GAP * (row.size() - 1);
    }

    /** Draws the rows. */
    Drawing drawing(int step, String file, String title) {
        Sheet sheet = new Sheet();
        double top = BETWEEN / 2;
        for (List<RowPart> row : rows) {
            double width = width(row);
            if (width > Sheet.WIDTH) {
                throw new IllegalStateException("This row is too wide: " + words(row));
            }
            double middle = top + row.stream().mapToDouble(RowPart::above).max().orElse(0);
            double x = (Sheet.WIDTH - width) / 2;
            for (RowPart part : row) {
                part.draw(sheet, x, middle);
                x += part.width() + GAP;
            }
            top = middle + row.stream().mapToDouble(RowPart::below).max().orElse(0) + BETWEEN;
        }
        String words = rows.stream().map(Rows::words).collect(Collectors.joining(" "));
        return sheet.drawing(step, file, title, words, top - BETWEEN / 2);
    }

    private static String words(List<RowPart> row) {
        String words = row.stream().map(RowPart::words).collect(Collectors.joining(" ")).replaceAll("\\s+", " ").strip();
        return words.matches(".*[.,:]") ? words : words + ".";
    }
}
