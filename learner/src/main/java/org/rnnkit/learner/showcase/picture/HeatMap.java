package org.rnnkit.learner.showcase.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.rnnkit.learner.showcase.picture.LinearScale.Label;

/** A grid of coloured cells: a colour for each sign, stronger for larger values. */
public final class HeatMap {

    /** The space to the left of the cells, in pixels. */
    private static final int LEFT = 40;
    /** The space above the cells, in pixels. */
    private static final int TOP = 26;
    private static final int WIDTH = 640;
    private static final double LARGEST_CELL = 26;
    private static final double LOWEST_CELL = 9;

    private final float[][] values;
    private final List<String> columns;
    private final List<String> rows;
    private final double cellWidth;
    private final double cellHeight;
    private final double largest;

    /**
     * Makes a heat map.
     *
     * @param values the values, row by row
     * @param rows the label of each row; empty for none
     * @param columns the label of each column; empty for none
     */
    HeatMap(float[][] values, List<String> rows, List<String> columns) {
        this.values = values;
        this.rows = rows;
        this.columns = columns;
        cellWidth = Math.min(LARGEST_CELL, (double) (WIDTH - LEFT) / values[0].length);
        cellHeight = Math.max(LOWEST_CELL, Math.min(cellWidth, LARGEST_CELL * 10 / values.length));
        double most = 0;
        for (float[] row : values) {
            for (float value : row) {
                most = Float.isFinite(value) ? Math.max(most, Math.abs(value)) : most;
            }
        }
        largest = most;
    }

    /**
     * A cell.
     *
     * @param x its left edge
     * @param y its upper edge
     * @param sign the CSS class of its colour
     * @param opacity the strength of its colour, from 0 to 1
     */
    public record HeatCell(String x, String y, String sign, String opacity) {}

    /** Returns the largest absolute value. */
    public double largest() {
        return largest;
    }

    /** Returns the width of the drawing, in pixels. */
    public int width() {
        return WIDTH;
    }

    /** Returns the height of the drawing, in pixels. */
    public String height() {
        return Svg.place(TOP + cellHeight * values.length + 4);
    }

    /** Returns the width of a cell, in pixels. */
    public String cellWidth() {
        return Svg.place(cellWidth);
    }

    /** Returns the height of a cell, in pixels. */
    public String cellHeight() {
        return Svg.place(cellHeight);
    }

    /** Lists the cells, row by row. */
    public List<HeatCell> cells() {
        List<HeatCell> cells = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values[i].length; j++) {
                float value = values[i][j];
                String sign = !Float.isFinite(value) ? "broken" : value < 0 ? "negative" : value > 0 ? "positive" : "zero";
                double strength = Float.isFinite(value) && largest > 0 ? Math.abs(value) / largest : 0;
                cells.add(new HeatCell(Svg.place(LEFT + j * cellWidth), Svg.place(TOP + i * cellHeight), sign,
                        String.format(Locale.ROOT, "%.2f", strength)));
            }
        }
        return cells;
    }

    /** Lists the labels above the columns. */
    public List<Label> columnLabels() {
        return IntStream.range(0, columns.size()).mapToObj(j -> new Label(Svg.place(LEFT + (j + 0.5) * cellWidth),
                Svg.place(TOP - 8), columns.get(j))).toList();
    }

    /** Lists the labels left of the rows. */
    public List<Label> rowLabels() {
        return IntStream.range(0, rows.size()).mapToObj(i -> new Label(Svg.place(LEFT - 6),
                Svg.place(TOP + (i + 0.5) * cellHeight), rows.get(i))).toList();
    }
}
