package org.rnnkit.learner.drawing;

import java.util.Arrays;
import java.util.Locale;

/** Two minibatches with a kept state: values go on from one to the other, the gradient stops between them. */
final class DetachedState {

    private static final int STEPS = 3;
    private static final double READ = 0.6;
    private static final double KEPT = 0.9;
    private static final double FIRST = 62;
    private static final double APART = 70;
    private static final double BREAK = 26;
    private static final double BOX = 44;
    private static final double MIDDLE = 78;

    private DetachedState() {}

    /** Returns how much the last loss changes with each time step of both minibatches. */
    static double[] gradients() {
        double[] read = new double[STEPS];
        Arrays.fill(read, READ);
        double[] gradients = new double[2 * STEPS]; // 0 in the first minibatch: its graph is not kept
        System.arraycopy(LastLoss.gradients(read, KEPT, LastLoss.state(read, KEPT)), 0, gradients, STEPS, STEPS);
        return gradients;
    }

    static Drawing drawing() {
        Sheet sheet = new Sheet();
        double[] gradients = gradients();
        double cut = (x(STEPS - 1) + x(STEPS)) / 2;
        sheet.text(x(1), 26, "name", "minibatch 1").text(x(STEPS + 1), 26, "name", "minibatch 2");
        sheet.line(cut, 12, cut, 128, "line dashed").text(cut, 146, "", "the state is detached here");
        sheet.arrow(24, 169, 54, 169, "hiddens").text(62, 174, "start", "values go on");
        sheet.arrow(220, 169, 190, 169, "warm").text(228, 174, "start", "the gradient of the last loss");
        sheet.text(255, 206, "", "How much the last loss changes with each step:");
        StringBuilder sizes = new StringBuilder();
        for (int t = 0; t < 2 * STEPS; t++) {
            double x = x(t);
            sheet.rectangle(x - BOX / 2, MIDDLE - 20, BOX, 40, "box").text(x, MIDDLE + 5, "name", "H");
            if (t > 0) {
                sheet.arrow(x(t - 1) + BOX / 2 + 1, MIDDLE - 10, x - BOX / 2 - 1, MIDDLE - 10, "hiddens");
            }
            if (t > STEPS) {
                sheet.arrow(x - BOX / 2 - 1, MIDDLE + 10, x(t - 1) + BOX / 2 + 1, MIDDLE + 10, "warm");
            }
            String size = gradients[t] == 0 ? "0" : String.format(Locale.ROOT, "%.3f", gradients[t]);
            sheet.text(x, 232, "warm", size);
            sizes.append(t == 0 ? "" : ", ").append(size);
        }
        return sheet.drawing(8, "detached.svg", "A kept state that is detached between two minibatches",
                "Values go from each state H to the next one, also from minibatch 1 to minibatch 2. The gradient of the last "
                + "loss goes back, smaller at each step, only to the beginning of minibatch 2. In a network with one unit "
                + "(W_xh = " + READ + ", W_hh = " + KEPT + ") its size at the six steps is " + sizes + ".", 248);
    }

    private static double x(int t) {
        return FIRST + t * APART + (t >= STEPS ? BREAK : 0);
    }
}
