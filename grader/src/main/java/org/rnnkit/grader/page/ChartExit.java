package org.rnnkit.grader.page;

/**
 * The end of a line that leaves its chart before the last epoch.
 *
 * @param cssClass the CSS class of the line
 * @param x the horizontal coordinate of the mark, in pixels: that of its epoch
 * @param y the vertical coordinate of the mark, in pixels: the line's last point, or below it if another mark is there
 * @param epoch the first epoch whose value is not on the chart, from 1
 */
public record ChartExit(String cssClass, String x, String y, int epoch) {

    /**
     * Says when the line left the chart.
     *
     * @return a phrase such as "left the chart at epoch 7"
     */
    public String words() {
        return "left the chart at epoch " + epoch;
    }

    /**
     * Draws a cross at the line's end.
     *
     * @return the path in SVG's form
     */
    public String path() {
        return "M" + x + "," + y + "m-6,-6l12,12m0,-12l-12,12";
    }
}
