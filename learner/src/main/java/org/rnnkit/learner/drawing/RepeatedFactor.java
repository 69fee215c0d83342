package org.rnnkit.learner.drawing;

import java.util.Locale;

/** The gradient on its way back through 35 time steps of a network with one unit, for three weights W_hh. */
final class RepeatedFactor {

    private static final double[] FACTORS = {1.5, 1.1, 0.9};
    private static final String[] COLOURS = {"warm", "batch", "hiddens"};
    private static final int STEPS = ChapterSizes.STEPS;
    private static final double LEFT = 96;
    private static final double RIGHT = 376;
    private static final double TOP = 45;
    private static final double DECADE = 26;
    private static final int HIGHEST = 7;
    private static final int LOWEST = -2;

    private RepeatedFactor() {}

    /** Returns the gradient at each distance back, from 0 to 35 steps. The states are 0, where the slope of tanh is 1. */
    static double[] sizes(double factor) {
        double[] forward = LastLoss.gradients(new double[STEPS + 1], factor, 0);
        double[] back = new double[forward.length];
        for (int i = 0; i < back.length; i++) {
            back[i] = forward[forward.length - 1 - i];
        }
        return back;
    }

    static Drawing drawing() {
        Sheet sheet = new Sheet();
        sheet.text(20, 24, "start", "Size of the gradient, on a scale of powers of ten");
        for (int decade = LOWEST; decade <= HIGHEST - 1; decade += 2) {
            double y = y(Math.pow(10, decade));
            sheet.line(LEFT, y, RIGHT, y, "grid").text(LEFT - 8, y + 5, "end faint", label(decade));
        }
        double bottom = y(Math.pow(10, LOWEST));
        StringBuilder words = new StringBuilder("After " + STEPS + " steps it is ");
        for (int f = 0; f < FACTORS.length; f++) {
            double[] sizes = sizes(FACTORS[f]);
            double[] points = new double[2 * sizes.length];
            for (int i = 0; i < sizes.length; i++) {
                points[2 * i] = LEFT + i * (RIGHT - LEFT) / STEPS;
                points[2 * i + 1] = y(sizes[i]);
            }
            sheet.path("line thick " + COLOURS[f], points);
            String end = number(sizes[STEPS]);
            sheet.text(RIGHT + 8, y(sizes[STEPS]) - 2, "start " + COLOURS[f], "W_hh = " + FACTORS[f]);
            sheet.text(RIGHT + 8, y(sizes[STEPS]) + 16, "start " + COLOURS[f], end);
            words.append(f == 0 ? "" : ", ").append(end).append(" with W_hh = ").append(FACTORS[f]);
        }
        sheet.text(LEFT, bottom + 22, "start faint", "0").text(RIGHT, bottom + 22, "faint", String.valueOf(STEPS));
        sheet.text((LEFT + RIGHT) / 2, bottom + 22, "faint", "time steps back");
        return sheet.drawing(7, "factors.svg", "The gradient on its way back through a network with one unit",
                words + ".", bottom + 36);
    }

    private static double y(double size) {
        return TOP + (HIGHEST - Math.log10(size)) * DECADE;
    }

    private static String label(int decade) {
        return decade < 0 ? String.format(Locale.ROOT, "%." + -decade + "f", Math.pow(10, decade))
                : String.format(Locale.ROOT, "%,.0f", Math.pow(10, decade));
    }

    private static String number(double size) {
        return String.format(Locale.ROOT, size < 1 ? "%.3f" : "%,.0f", size);
    }
}
