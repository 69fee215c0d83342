package org.rnnkit.learner.drawing;

/**
 * A sign or a short text between two arrays.
 *
 * @param text the sign
 */
record Sign(String text) implements RowPart {

    private static final double LETTER = 8;

    @Override
    public double width() {
        return text.length() * LETTER + 2;
    }

    @Override
    public double above() {
        return 12;
    }

    @Override
    public double below() {
        return 12;
    }

    @Override
    public void draw(Sheet sheet, double x, double middle) {
        sheet.text(x + width() / 2, middle + 5, "", text);
    }

    @Override
    public String words() {
        return text;
    }
}
