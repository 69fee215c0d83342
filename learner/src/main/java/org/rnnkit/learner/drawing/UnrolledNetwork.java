package org.rnnkit.learner.drawing;

/** The network of step 4 over three time steps: a deep network whose layers share their weights. */
final class UnrolledNetwork {

    private static final int STEPS = 3;
    private static final double FIRST = 120;
    private static final double APART = 130;
    private static final double BOX = 60;
    private static final double MIDDLE = 145;

    private UnrolledNetwork() {}

    static Drawing drawing() {
        Sheet sheet = new Sheet();
        sheet.text(38, MIDDLE + 5, "faint", "state").arrow(60, MIDDLE, FIRST - BOX / 2 - 2, MIDDLE, "hiddens");
        for (int t = 0; t < STEPS; t++) {
            double x = FIRST + t * APART;
            sheet.rectangle(x - BOX / 2, MIDDLE - 22, BOX, 44, "box").text(x, MIDDLE + 5, "name", "H[" + t + "]");
            sheet.text(x, 28, "name", "Y[" + t + "]").arrow(x, MIDDLE - 24, x, 38, "");
            sheet.text(x + 8, 84, "start faint", "W_hq");
            sheet.text(x, 275, "name", "X[" + t + "]").arrow(x, 255, x, MIDDLE + 24, "");
            sheet.text(x + 8, 218, "start faint", "W_xh");
            double right = x + BOX / 2 + 2;
            sheet.arrow(right, MIDDLE, t == STEPS - 1 ? right + 36 : x + APART - BOX / 2 - 2, MIDDLE, "hiddens");
            if (t < STEPS - 1) {
                sheet.text(x + APART / 2, MIDDLE - 8, "hiddens", "W_hh");
            }
        }
        sheet.text(467, MIDDLE - 4, "faint", "new").text(467, MIDDLE + 14, "faint", "state");
        return sheet.drawing(4, "unrolled.svg", "The network unrolled over " + STEPS + " time steps",
                "At each step t, X[t] goes through W_xh, and the state before goes through W_hh, into H[t]. H[t] goes through "
                + "W_hq to Y[t], and on to the next step. The weights are the same at every step. The last H is the new "
                + "state.", 290);
    }
}
