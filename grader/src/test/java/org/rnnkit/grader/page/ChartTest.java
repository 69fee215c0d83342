package org.rnnkit.grader.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.rnnkit.grader.page.Chart.ChartExit;
import org.rnnkit.grader.page.Chart.Tick;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** Tests of the axes of charts. */
class ChartTest {

    @Test
    void fitsTheAxisOfPerplexities() {
        assertThat(labels(perplexities(24.8, 12, 8.9))).containsExactly("7", "10", "15", "20");
        assertThat(labels(perplexities(27.9, 5, 1.05))).containsExactly("1", "2", "5", "10", "20");
        assertThat(labels(perplexities(9.2, 9.1))).containsExactly("7", "10");
    }

    /** One run that diverged must not press all others together. */
    @Test
    void drawsPerplexitiesAbove50AtTheTop() {
        Chart chart = perplexities(20, 1e9, 20).line("second", new double[] {20, 10, 5});

        assertThat(labels(chart)).containsExactly("5", "7", "10", "15", "20", "30", "≥50");
        assertThat(chart.lines().get(0).points()).contains(",12.0 ");
        assertThat(chart.cut()).isEqualTo("≥50");
        assertThat(perplexities(50, 20).cut()).isNull();
        assertThat(chart.description()).isEqualTo("Perplexity: from 20 to 20: from 20 to 5");
        assertThat(labels(perplexities(50, 20))).endsWith("50");
    }

    @Test
    void endsALineWhereItLeavesTheChart() {
        double nan = Double.NaN;
        Chart chart = perplexities(20, 10, 5, 4).line("second", new double[] {20, 1e9, nan, nan})
                .line("third", new double[] {20, 10, nan, nan}).line("fourth", new double[] {20, 10, 8, 1e9});

        assertThat(chart.exits()).extracting(ChartExit::cssClass).containsExactly("second", "third", "fourth");
        assertThat(chart.exits()).extracting(ChartExit::words).containsExactly("left the chart at epoch 2",
                "left the chart at epoch 3", "left the chart at epoch 4");
        for (ChartExit exit : chart.exits()) {
            String points = chart.lines().stream().filter(line -> line.cssClass().equals(exit.cssClass())).findFirst()
                    .orElseThrow().points();
            assertThat(points).endsWith(exit.x() + "," + exit.y());
        }
        assertThat(chart.exits().get(0).y()).as("the top").isEqualTo("12.0");
        assertThat(chart.exits().get(1).y()).as("the last value, 10").isNotEqualTo("12.0");
        assertThat(chart.description()).endsWith("; a line left the chart at epoch 4");
    }

    /** A line that comes back has not left, and the norms of a grading are often missing. */
    @Test
    void marksNoEndWhereALineIsCompleteOrWasNotMeasured() {
        assertThat(perplexities(20, 1e9, 20).exits()).isEmpty();
        assertThat(Chart.norm("Norm").line("first", new double[] {1, Double.NaN}).exits()).isEmpty();
    }

    @Test
    void marksALineThatIsNeverOnTheChartAtItsBeginningBelowOtherMarks() {
        Chart chart = perplexities(1e9, 1e9).line("second", new double[] {Double.NaN, Double.POSITIVE_INFINITY})
                .line("third", new double[] {20, 10});

        assertThat(chart.exits()).extracting(ChartExit::epoch).containsExactly(1, 1);
        assertThat(chart.exits()).extracting(ChartExit::y).containsExactly("12.0", "28.0");
        assertThat(chart.exits()).extracting(ChartExit::x).containsExactly("68.0", "68.0");
    }

    @Test
    void drawsLinesOfDifferentLengthsOnOneAxis() {
        Chart chart = perplexities(20, 10, 5).line("second", new double[] {20, 10});

        assertThat(chart.lines().get(0).points().split(" ")[1].split(",")[0])
                .isEqualTo(chart.lines().get(1).points().split(" ")[1].split(",")[0]);
        assertThat(chart.columns()).last().extracting(Tick::label).isEqualTo("3");
        assertThat(chart.upTo(500).columns()).last().extracting(Tick::label).isEqualTo("500");
    }

    @Test
    void fitsTheAxisOfNormsAndTheirThreshold() {
        Chart chart = Chart.norm("Norm").line("first", new double[] {0.012, 0.3}).threshold(1);

        assertThat(labels(chart)).containsExactly("0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1");
        assertThat(chart.level()).isEqualTo("12.0");
    }

    @Test
    void cutsALinearAxisBelowHighValuesOnly() {
        assertThat(labels(Chart.linear("Speed").line("first", new double[] {27_000, 36_000})))
                .containsExactly("25k", "30k", "35k");
        assertThat(labels(Chart.linear("Speed").line("first", new double[] {10_000, 36_000}))).startsWith("0", "10k");
        assertThat(labels(Chart.linear("Speed").line("first", new double[] {30_000, 30_010})))
                .as("noise is not enlarged").containsExactly("22k", "24k", "26k", "28k", "30k");
    }

    /** No range of values leads out of the drawing. */
    @Test
    void drawsAllPointsWithinTheDrawing() {
        for (double[] values : List.of(new double[] {1, 1}, new double[] {1e-9, 5}, new double[] {7, 7.1},
                new double[] {99, 1e5})) {
            for (Chart chart : List.of(Chart.perplexity("a"), Chart.norm("b"), Chart.linear("c"))) {
                String points = chart.line("first", values).lines().get(0).points();
                assertThat(points.isEmpty() ? List.<Double>of() : Arrays.stream(points.split(" "))
                        .map(point -> Double.valueOf(point.split(",")[1])).toList())
                        .as(chart.title() + Arrays.toString(values))
                        .allSatisfy(y -> assertThat(y).isBetween(0.0, (double) Chart.HEIGHT - Chart.BOTTOM));
            }
        }
    }

    @Test
    void isAlsoAPictureFileOfItsOwn() throws Exception {
        String svg = Pages.render("picture.jte", Chart.perplexity("Perplexity, 2 < 3").line("first", new double[] {20, 5, 2}));

        Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg))).getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("svg");
        assertThat(root.getElementsByTagName("text").item(0).getTextContent()).isEqualTo("Perplexity, 2 < 3");
        assertThat(root.getElementsByTagName("polyline").getLength()).isEqualTo(1);
    }

    private static Chart perplexities(double... values) {
        return Chart.perplexity("Perplexity").line("first", values);
    }

    private static List<String> labels(Chart chart) {
        return chart.rows().stream().map(Tick::label).toList();
    }
}
