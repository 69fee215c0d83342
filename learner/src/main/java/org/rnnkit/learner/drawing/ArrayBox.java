package org.rnnkit.learner.drawing;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An array as a box whose edges carry the names and the sizes of its axes. The last axis goes to the right, the one before it
 * down, and the first of three to the back. From the top to the bottom, the labels are in the order of the array. The boxes of
 * a verdict follow the same rule. The same axis has the same colour everywhere.
 *
 * @param name the array's name
 * @param axes one to three axes
 */
record ArrayBox(String name, List<BoxAxis> axes) implements RowPart {

    private static final double LINE = 17;
    private static final double VECTOR = 30;
    private static final int SHEETS = 4;
    private static final double OFFSET = 12;
    /** The length of a label to the left of the edge that goes to the back. */
    private static final double BACK_LABEL = 80;

    private boolean hasRows() {
        return axes.size() > 1;
    }

    private boolean isStack() {
        return axes.size() == 3;
    }

    private BoxAxis columns() {
        return axes.get(axes.size() - 1);
    }

    private BoxAxis rows() {
        return axes.get(axes.size() - 2);
    }

    private double stack() {
        return isStack() ? (SHEETS - 1) * OFFSET : 0;
    }

    private double left() {
        return isStack() ? BACK_LABEL : hasRows() ? rows().label().length * LINE + 3 : 0;
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
        return height() / 2 + stack() + 3;
    }

    @Override
    public double below() {
        return height() / 2 + columns().label().length * LINE + 3;
    }

    @Override
    public void draw(Sheet sheet, double x, double middle) {
        double boxLeft = x + left();
        double top = middle - height() / 2;
        double bottom = top + height();
        double width = columns().edge();
        for (int i = isStack() ? SHEETS - 1 : 0; i >= 0; i--) {
            sheet.rectangle(boxLeft + i * OFFSET, top - i * OFFSET, width, height(), "box");
        }
        if (isStack()) {
            sheet.line(boxLeft, top, boxLeft + stack(), top - stack(), "line thick " + axes.get(0).colour());
            sheet.text(boxLeft + stack() / 2 - 8, top - stack() / 2 - 3, "end " + axes.get(0).colour(), axes.get(0).words());
        }
        if (hasRows()) {
            sheet.line(boxLeft, top, boxLeft, bottom, "line thick " + rows().colour());
            String[] rowLabel = rows().label();
            for (int i = 0; i < rowLabel.length; i++) {
                sheet.textUpwards(boxLeft - 6 - (rowLabel.length - 1 - i) * LINE, middle, rows().colour(), rowLabel[i]);
            }
        }
        sheet.line(boxLeft, bottom, boxLeft + width, bottom, "line thick " + columns().colour());
        String[] label = columns().label();
        for (int i = 0; i < label.length; i++) {
            sheet.text(boxLeft + width / 2, bottom + (i + 1) * LINE, columns().colour(), label[i]);
        }
        sheet.text(boxLeft + width / 2, middle + 5, "name", name);
    }

    @Override
    public String words() {
        return name + " [" + axes.stream().map(BoxAxis::words).collect(Collectors.joining(", ")) + "]";
    }
}
