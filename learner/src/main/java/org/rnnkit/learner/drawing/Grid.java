package org.rnnkit.learner.drawing;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A small matrix with its numbers.
 *
 * @param title the text above
 * @param columns the labels of the columns; empty for none
 * @param rows the labels of the rows; empty for none
 * @param cells the numbers, as text
 */
record Grid(String title, List<String> columns, List<String> rows, String[][] cells) implements RowPart {

    private static final double CELL = 34;
    private static final double HEIGHT = 28;
    private static final double LETTER = 8.6;
    private static final double LINE = 19;

    private double left() {
        return rows.stream().mapToInt(String::length).max().orElse(0) * LETTER + (rows.isEmpty() ? 0 : 6);
    }

    private double cell() {
        return Math.max(CELL, 12 + LETTER * Arrays.stream(cells).flatMap(Arrays::stream).mapToInt(String::length).max()
                .orElse(0));
    }

    @Override
    public double width() {
        return Math.max(left() + cells[0].length * cell(), title.length() * LETTER);
    }

    @Override
    public double above() {
        return cells.length * HEIGHT / 2 + (columns.isEmpty() ? 0 : LINE) + (title.isEmpty() ? 0 : LINE) + 3;
    }

    @Override
    public double below() {
        return cells.length * HEIGHT / 2;
    }

    @Override
    public void draw(Sheet sheet, double x, double middle) {
        double top = middle - cells.length * HEIGHT / 2;
        double boxLeft = x + left() + (width() - left() - cells[0].length * cell()) / 2;
        double centre = boxLeft + cells[0].length * cell() / 2;
        sheet.text(centre, top - 6 - (columns.isEmpty() ? 0 : LINE), "name", title);
        for (int j = 0; j < columns.size(); j++) {
            sheet.text(boxLeft + (j + 0.5) * cell(), top - 6, "faint", columns.get(j));
        }
        for (int i = 0; i < cells.length; i++) {
            if (!rows.isEmpty()) {
                sheet.text(boxLeft - 6, top + (i + 0.5) * HEIGHT + 5, "faint end", rows.get(i));
            }
            for (int j = 0; j < cells[i].length; j++) {
                sheet.rectangle(boxLeft + j * cell(), top + i * HEIGHT, cell(), HEIGHT, "box");
                sheet.text(boxLeft + (j + 0.5) * cell(), top + (i + 0.5) * HEIGHT + 5, "", cells[i][j]);
            }
        }
    }

    @Override
    public String words() {
        String content = IntStream.range(0, cells.length)
                .mapToObj(i -> (rows.isEmpty() ? "" : rows.get(i) + ": ") + String.join(" ", cells[i]))
                .collect(Collectors.joining("; "));
        return title.isEmpty() ? content : title + " (" + content + ")";
    }
}
