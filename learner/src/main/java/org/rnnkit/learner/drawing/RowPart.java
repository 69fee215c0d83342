package org.rnnkit.learner.drawing;

/** A part of a row: it knows its size and is drawn around the row's middle line. */
interface RowPart {

    double width();

    /** Returns the height above the middle line. */
    double above();

    /** Returns the height below the middle line. */
    double below();

    /** Draws the part, with its left edge at x. */
    void draw(Sheet sheet, double x, double middle);

    /** Says the same in words. */
    String words();
}
