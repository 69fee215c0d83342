package org.rnnkit.learner.drawing;

/** The way of the state through a gated recurrent unit. */
final class GruCell {

    private static final double STATE = 60;
    private static final double PRODUCTS = 130;
    private static final double GATES = 215;
    private static final double INPUT = 290;
    private static final double[] COLUMNS = {130, 240, 370};
    private static final double RADIUS = 14;

    private GruCell() {}

    static Drawing drawing() {
        Sheet sheet = new Sheet();
        double z = COLUMNS[0];
        double r = COLUMNS[1];
        double c = COLUMNS[2];
        sheet.text(40, STATE + 5, "name", "H").text(462, STATE + 5, "name", "new H").text(40, INPUT + 5, "name", "X");
        sheet.arrow(56, STATE, z - RADIUS, STATE, "hiddens").arrow(z + RADIUS, STATE, c - RADIUS, STATE, "hiddens");
        sheet.arrow(c + RADIUS, STATE, 432, STATE, "hiddens").text((z + c) / 2, STATE - 10, "hiddens", "Z ⊙ H: what stays");
        sheet.path("line", 75, STATE, 75, PRODUCTS).arrow(75, PRODUCTS, r - RADIUS, PRODUCTS, "");
        sheet.arrow(z, GATES - 22, z, STATE + RADIUS, "").arrow(r, GATES - 22, r, PRODUCTS + RADIUS, "");
        sheet.path("line", r + RADIUS, PRODUCTS, 305, PRODUCTS, 305, GATES).arrow(305, GATES, c - 32, GATES, "");
        sheet.text(280, PRODUCTS - 8, "faint", "R ⊙ H");
        sheet.arrow(c, GATES - 22, c, PRODUCTS + RADIUS, "").arrow(c, PRODUCTS - RADIUS, c, STATE + RADIUS, "");
        sheet.text(c + 22, PRODUCTS + 5, "start", "times 1 − Z");
        sheet.path("line", 54, INPUT, c, INPUT);
        for (double gate : COLUMNS) {
            sheet.arrow(gate, INPUT, gate, GATES + 22, "");
        }
        sign(sheet, z, STATE, "⊙");
        sign(sheet, c, STATE, "+");
        sign(sheet, r, PRODUCTS, "⊙");
        sign(sheet, c, PRODUCTS, "⊙");
        gate(sheet, z, "Z");
        gate(sheet, r, "R");
        gate(sheet, c, "C");
        sheet.text(250, INPUT + 28, "faint", "Z and R also read H");
        return sheet.drawing(13, "gru.svg", "The way of the state through a gated recurrent unit",
                "Z ⊙ H, what stays of the old state, plus C ⊙ (1 − Z), what is new, is the new H. The candidate C is computed "
                + "from X and R ⊙ H. The gates Z and R are computed from X and H.", 334);
    }

    private static void sign(Sheet sheet, double x, double y, String sign) {
        sheet.circle(x, y, RADIUS, "box").text(x, y + 5, "", sign);
    }

    private static void gate(Sheet sheet, double x, String name) {
        sheet.rectangle(x - 30, GATES - 20, 60, 40, "box").text(x, GATES + 5, "name", name);
    }
}
