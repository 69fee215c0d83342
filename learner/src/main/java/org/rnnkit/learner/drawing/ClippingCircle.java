package org.rnnkit.learner.drawing;

import java.util.List;
import java.util.Locale;
import org.rnnkit.testkit.oracle.Clipping;

/** Gradients with two numbers, before and after clipping at θ = 1. */
final class ClippingCircle {

    private static final double THETA = 1;
    private static final double[][] GRADIENTS = {{0.8, 1.5}, {-1.6, 0.5}, {0.1, -0.5}};
    private static final double UNIT = 105;
    private static final double X = 255;
    private static final double Y = 205;

    private ClippingCircle() {}

    static Drawing drawing() {
        Sheet sheet = new Sheet();
        sheet.line(20, Y, 490, Y, "grid").line(X, 20, X, 325, "grid").circle(X, Y, THETA * UNIT, "line");
        sheet.text(X + THETA * UNIT * 0.75, Y + THETA * UNIT * 0.75 + 16, "start faint", "radius θ = 1");
        StringBuilder words = new StringBuilder();
        for (double[] before : GRADIENTS) {
            double[] after = before.clone();
            double norm = Clipping.clip(List.of(after), THETA);
            double clipped = Clipping.norm(List.of(after));
            if (norm > THETA) {
                sheet.arrow(X, Y, x(before), y(before), "warm dashed");
            }
            sheet.arrow(X, Y, x(after), y(after), "hiddens");
            String sizes = norm > THETA ? String.format(Locale.ROOT, "‖g‖ = %.2f → %.2f", norm, clipped)
                    : String.format(Locale.ROOT, "‖g‖ = %.2f stays", norm);
            boolean below = before[1] < 0;
            sheet.text(x(before), y(before) + (below ? 22 : -10), norm > THETA ? "warm" : "hiddens", sizes);
            words.append(String.format(Locale.ROOT, norm > THETA
                    ? "(%.1f, %.1f) with norm %.2f is outside and becomes (%.2f, %.2f) with norm %.2f, in the same direction. "
                    : "(%.1f, %.1f) with norm %.2f is inside and stays. ", before[0], before[1], norm, after[0], after[1],
                    clipped));
        }
        sheet.line(20, 350, 50, 350, "line warm dashed").text(58, 355, "start", "before");
        sheet.line(140, 350, 170, 350, "line hiddens").text(178, 355, "start", "after: the same direction");
        return sheet.drawing(7, "clipping.svg", "Gradients with two numbers, clipped at a circle of radius θ = 1",
                words.toString().strip(), 375);
    }

    private static double x(double[] gradient) {
        return X + gradient[0] * UNIT;
    }

    private static double y(double[] gradient) {
        return Y - gradient[1] * UNIT;
    }
}
