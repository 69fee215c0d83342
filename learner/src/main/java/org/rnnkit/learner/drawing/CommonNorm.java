package org.rnnkit.learner.drawing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rnnkit.testkit.oracle.ParameterShapes;

/** The gradients of all parameters, which share one norm and one factor. */
final class CommonNorm {

    private static final double FIRST = 55;
    private static final double APART = 97.5;

    private CommonNorm() {}

    static Drawing drawing() {
        Sheet sheet = new Sheet();
        ParameterShapes shapes = new ParameterShapes(ChapterSizes.VOCAB, ChapterSizes.HIDDENS);
        List<String> arrays = new ArrayList<>();
        for (int i = 0; i < ParameterShapes.NAMES.size(); i++) {
            double x = FIRST + i * APART;
            String name = ParameterShapes.NAMES.get(i);
            String shape = Arrays.toString(shapes.right().get(i).getShape());
            arrays.add(name + " " + shape);
            box(sheet, x, 30, name);
            sheet.text(x, 92, "faint", shape).arrow(x, 102, x, 138, "");
            sheet.arrow(x, 222, x, 258, "");
            box(sheet, x, 260, name);
        }
        sheet.rectangle(20, 140, 460, 80, "box one");
        sheet.text(250, 173, "name", "‖g‖² = the sum of the squares of all values");
        sheet.text(250, 203, "name", "factor = min(1, θ / ‖g‖)");
        sheet.text(250, 328, "faint", "each gradient times the same factor, in place");
        return sheet.drawing(7, "shapes7.svg", "One norm for the gradients of all parameters",
                "The gradients of " + String.join(", ", arrays) + ": the squares of all values are added to ‖g‖². Each "
                + "gradient is multiplied by the same factor, min(1, θ / ‖g‖), and keeps its shape.", 345);
    }

    private static void box(Sheet sheet, double x, double top, String name) {
        sheet.rectangle(x - 38, top, 76, 42, "box").text(x, top + 26, "name", name);
    }
}
