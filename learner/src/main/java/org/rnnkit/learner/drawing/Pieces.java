package org.rnnkit.learner.drawing;

import java.util.List;

/**
 * The line from 0 to 1, cut into pieces as long as probabilities, with a number that falls into one of them.
 *
 * @param names the names of the pieces
 * @param probabilities the lengths of the pieces; they add up to 1
 * @param drawn the number
 */
record Pieces(List<String> names, double[] probabilities, double drawn) implements RowPart {

    private static final double HEIGHT = 32;

    @Override
    public double width() {
        return 400;
    }

    @Override
    public double above() {
        return HEIGHT / 2;
    }

    @Override
    public double below() {
        return HEIGHT / 2 + 42;
    }

    @Override
    public void draw(Sheet sheet, double x, double middle) {
        double start = 0;
        for (int i = 0; i < probabilities.length; i++) {
            double length = probabilities[i] * width();
            sheet.rectangle(x + start, middle - HEIGHT / 2, length, HEIGHT, "box piece" + i);
            sheet.text(x + start + length / 2, middle + 5, "name", length > 10 ? names.get(i) : "");
            start += length;
        }
        sheet.text(x - 14, middle + 5, "", "0").text(x + width() + 14, middle + 5, "", "1");
        double place = x + drawn * width();
        sheet.arrow(place, middle + HEIGHT / 2 + 24, place, middle + HEIGHT / 2 + 2, "warm");
        sheet.text(place, middle + HEIGHT / 2 + 40, "warm", "u = " + drawn + ": " + names.get(picked()));
    }

    private int picked() {
        double end = 0;
        int piece = -1;
        do {
            piece++;
            end += probabilities[piece];
        } while (end <= drawn);
        return piece;
    }

    @Override
    public String words() {
        return "u = " + drawn + " picks " + names.get(picked());
    }
}
