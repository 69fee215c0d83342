package org.rnnkit.learner.drawing;

/** The way of the gradients in step 12: the network of step 4, walked from right to left. */
final class BackwardNetwork {

    private static final int STEPS = 3;
    private static final double FIRST = 90;
    private static final double APART = 160;
    private static final double BOX = 64;
    private static final double ABOVE = 125;
    private static final double BELOW = 225;

    private BackwardNetwork() {}

    static Drawing drawing() {
        Sheet sheet = new Sheet();
        for (int t = 0; t < STEPS; t++) {
            double x = FIRST + t * APART;
            sheet.text(x, 28, "name", "dY[" + t + "]").arrow(x, 36, x, ABOVE - 22, "");
            sheet.text(x + 7, 74, "start faint", "W_hqᵀ");
            box(sheet, x, ABOVE, "dH[" + t + "]").arrow(x, ABOVE + 20, x, BELOW - 22, "");
            sheet.text(x + 7, 188, "start faint", "⊙ (1−H²)");
            box(sheet, x, BELOW, "dA[" + t + "]");
            if (t > 0) {
                sheet.arrow(x - BOX / 2, BELOW - 12, x - APART + BOX / 2 + 2, ABOVE + 10, "hiddens");
                sheet.text(x - APART / 2 + 24, 160, "hiddens", "W_hhᵀ");
            }
        }
        return sheet.drawing(12, "backward.svg", "The way of the gradients back through " + STEPS + " time steps",
                "dY[t] times W_hq transposed is one part of dH[t]; dA[t+1] times W_hh transposed is the other part. dH[t] "
                + "times the slope 1 − H² is dA[t].", 262);
    }

    private static Sheet box(Sheet sheet, double x, double y, String name) {
        return sheet.rectangle(x - BOX / 2, y - 20, BOX, 40, "box").text(x, y + 5, "name", name);
    }
}
