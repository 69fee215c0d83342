package org.rnnkit.learner.drawing;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An array as a box whose edges carry the names and the sizes of its axes. An array of three axes is a stack of matrices; the
 * first axis stands below it. The same axis has the same colour everywhere.
 *
 * @param name the array's name
 * @param axes one to three axes
 */
record ArrayBox(String name, List<BoxAxis> axes) implements RowPart {

    private static final double LINE = 17;
    private static final double VECTOR = 30;
    private static final int SHEETS = 3;
    private static final double OFFSET = 6;

    private boolean hasRows() {
        return axes.size() > 1;
    }

    private BoxAxis columns() {
        return axes.get(axes.size() - 1);
    }

    private BoxAxis rows() {
        return axes.get(axes.size() - 2);
    }

    private double stack() {
        return axes.size() == 3 ? (SHEETS - 1) * OFFSET : 0;
    }

    private double left() {
        return hasRows() ? rows().label().length * LINE + 3 : 0;
    }

    private double height() {
        return hasRows() ? rows().edge() : VECTOR;
    }

    @Override
    public double width() {
        return left() + columns().edge() + stack();
    }

    @Override
    public double above() {
        return height() / 2 + columns().label().length * LINE + 3 + stack();
    }

    @Override
    public double below() {
        return height() / 2 + (axes.size() == 3 ? LINE + 3 : 0);
    }

    @Override
    public void draw(Sheet sheet, double x, double middle) {
        double boxLeft = x + left();
        double top = middle - height() / 2;
        double width = columns().edge();
        for (int i = axes.size() == 3 ? SHEETS - 1 : 0; i > 0; i--) {
            sheet.rectangle(boxLeft + i * OFFSET, top - i * OFFSET, width, height(), "box");
        }
        sheet.rectangle(boxLeft, top, width, height(), "box");
        sheet.line(boxLeft + stack(), top - stack(), boxLeft + stack() + width, top - stack(),
                "line thick " + columns().colour());
        String[] label = columns().label();
        for (int i = 0; i < label.length; i++) {
            sheet.text(boxLeft + stack() + width / 2, top - stack() - 6 - (label.length - 1 - i) * LINE, columns().colour(),
                    label[i]);
        }
        if (hasRows()) {
            sheet.line(boxLeft, top, boxLeft, top + height(), "line thick " + rows().colour());
            String[] rowLabel = rows().label();
            for (int i = 0; i < rowLabel.length; i++) {
                sheet.textUpwards(boxLeft - 6 - (rowLabel.length - 1 - i) * LINE, middle, rows().colour(), rowLabel[i]);
            }
        }
        if (axes.size() == 3) {
            sheet.text(boxLeft + width / 2, top + height() + LINE, axes.get(0).colour(), axes.get(0).words());
        }
        sheet.text(boxLeft + width / 2, middle + 5, "name", name);
    }

    @Override
    public String words() {
        return name + " [" + axes.stream().map(BoxAxis::words).collect(Collectors.joining(", ")) + "]";
    }
}
