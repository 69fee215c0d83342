package org.rnnkit.grader.report;

import java.util.regex.Pattern;

/** A text for a cell of a spreadsheet. */
public final class SpreadsheetCell {

    /** The beginning of a formula; in some languages also in wide characters. */
    private static final Pattern FORMULA = Pattern.compile("(^|;[\\s\\p{Z}\"]*)(?=[-=+@\uFF1D\uFF0B\uFF0D\uFF20])");

    /** The character that {@link #of} puts before a formula. */
    private static final Pattern APOSTROPHE = Pattern.compile("(^|;[\\s\\p{Z}\"]*)'(?=[-=+@\uFF1D\uFF0B\uFF0D\uFF20])");

    private SpreadsheetCell() {}

    /**
     * Puts an apostrophe before a text that a spreadsheet would execute as a formula, since formulas can do harm. Where a
     * comma is the decimal separator, a spreadsheet takes a semicolon for the end of a cell, so a formula may follow it.
     *
     * @param text any text
     * @return one printable line without a formula
     */
    public static String of(String text) {
        String line = Printable.of(text.replaceAll("\\p{Cntrl}+", " ")).strip();
        return FORMULA.matcher(line).replaceAll("$1'");
    }

    /**
     * Reads a text that somebody has copied from such a cell.
     *
     * @param cell the text of the cell
     * @return the text without the apostrophes that {@link #of} has put before formulas
     */
    public static String read(String cell) {
        return APOSTROPHE.matcher(cell).replaceAll("$1");
    }
}
