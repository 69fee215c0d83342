package org.rnnkit.learner.drawing;

/**
 * A box with a text, for something that is done.
 *
 * @param text the text
 */
record FramedText(String text) implements RowPart {

    @Override
    public double width() {
        return new Sign(text).width() + 24;
    }

    @Override
    public double above() {
        return 19;
    }

    @Override
    public double below() {
        return 19;
    }

    @Override
    public void draw(Sheet sheet, double x, double middle) {
        sheet.rectangle(x, middle - above(), width(), above() + below(), "box one");
        sheet.text(x + width() / 2, middle + 5, "", text);
    }

    @Override
    public String words() {
        return text;
    }
}
