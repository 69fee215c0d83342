package org.rnnkit.testkit.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.testkit.comparison.HeatMaps.ColourScale;

/** Tests of the figure of a failed comparison, read as a browser reads it. */
class ComparisonFigureTest {

    private static final String MARKUP = "</td></figure><script>alert(1)</script>\"' onload=x &amp;";

    private static Element figure(ArrayComparison comparison) {
        Parser parser = Parser.htmlParser().setTrackErrors(10);
        Document page = parser.parseInput("<!DOCTYPE html><title>x</title>" + ComparisonFigure.html(comparison), "");
        assertThat(parser.getErrors()).isEmpty();
        assertThat(page.select("[style], script")).isEmpty();
        assertThat(page.body().children()).hasSize(1);
        return page.body().child(0);
    }

    private static List<List<String>> rows(Element table) {
        return table.select("tr").stream().map(row -> row.children().eachText()).toList();
    }

    @Test
    void showsBothArraysAsTablesWithNamedAxes() {
        Element figure = figure(SampleComparisons.of("logits", List.of("time", "token"), new long[] {2, 3},
                new double[] {1, 2, 3, 4, 5, 6}, new double[] {1, 2, 3, -4, 5, 6}));

        assertThat(figure.select("figcaption").text())
                .isEqualTo("logits: 1 of 6 values is wrong. The first wrong one is at time 1, token 0.");
        assertThat(figure.select("caption").eachText()).containsExactly("Expected", "Your result");
        assertThat(rows(figure.select("table").get(0))).containsExactly(List.of("token →"),
                List.of("time ↓", "0", "1", "2"), List.of("0", "1", "2", "3"), List.of("1", "4", "5", "6"));
        assertThat(rows(figure.select("table").get(1)).get(3)).containsExactly("1", "−4 wrong", "5", "6");
        assertThat(figure.select("th")).allMatch(header -> header.attr("scope").matches("col|row|colgroup"));
        assertThat(figure.select("td.comparison-wrong").eachText()).as("only the student's value is marked")
                .containsExactly("−4 wrong");
        assertThat(figure.select(".comparison-note").text()).isEqualTo("In your result, a frame is around each wrong value.");
        assertThat(figure.select("[role=group]")).hasSize(2).allMatch(side -> side.attr("tabindex").equals("0"))
                .extracting(side -> side.attr("aria-label")).containsExactly("Expected: logits", "Your result: logits");
    }

    /** The same number has the same colour on both sides. */
    @Test
    void coloursBothArraysWithOneScale() {
        Element figure = figure(SampleComparisons.of("h", List.of("unit"), new long[] {4}, new double[] {10, 1, 0, -10},
                new double[] {1, 1, Double.NaN, -4}));

        assertThat(figure.select("tbody td").stream().map(cell -> cell.classNames().iterator().next())).containsExactly(
                "comparison-p5", "comparison-p1", "comparison-0", "comparison-n5",
                "comparison-p1", "comparison-p1", "comparison-odd", "comparison-n2");
        assertThat(figure.select("tbody td").get(6).text()).isEqualTo("NaN wrong");
    }

    @Test
    void hasAColourForEveryClass() {
        String style = ComparisonFigure.style();

        IntStream.rangeClosed(-5, 5).forEach(level -> assertThat(style).contains("." + new ColourScale(5).style(level) + " {"));
        assertThat(style).contains("." + new ColourScale(5).style(Double.NaN) + " {", "prefers-color-scheme: dark",
                "max-width: 30rem");
        assertThat(new ColourScale(0).style(0)).isEqualTo("comparison-0");
    }

    /** Three digits, but as many as it takes to see the difference. */
    @Test
    void showsThatWrongValuesDiffer() {
        Element figure = figure(SampleComparisons.of("h", List.of("unit"), new long[] {2}, new double[] {0.123456, 0.123456},
                new double[] {0.123456, 0.123489}));

        assertThat(figure.select("tbody td").eachText()).containsExactly("0.123", "0.12346", "0.123", "0.12349 wrong");
    }

    @Test
    void saysWhichPartOfALargeArrayIsShown() {
        Element figure = figure(SampleComparisons.ofZeros(List.of("time", "", "token"), new long[] {30, 1, 28}, 28 * 20 + 20));

        assertThat(figure.select("figcaption p").eachText()).containsExactly(
                "The state: 1 of 840 values is wrong. The first wrong one is at time 20, axis 1 0, token 20.");
        assertThat(figure.select("p").eachText()).contains("Only the part around the first wrong one is shown: "
                + "time 20 to 21 of 30, axis 1 0 of 1, token 16 to 27 of 28.");
        assertThat(figure.select("caption").eachText()).containsExactly("Expected, time 20", "Your result, time 20",
                "Expected, time 21", "Your result, time 21");
        assertThat(rows(figure.select("table").get(1)).get(1)).startsWith("axis 1 ↓", "16", "17");
        assertThat(figure.select("table").stream().map(table -> table.select(".comparison-wrong").size()))
                .containsExactly(0, 1, 0, 0);
    }

    @Test
    void showsLabelsInPlaceOfIndices() {
        ArrayComparison plain = SampleComparisons.ofZeros(List.of("sequence", "token"), new long[] {1, 2}, 1);
        Element figure = figure(new ArrayComparison(plain.name(), List.of(plain.axes().get(0),
                new ArrayAxis("token", List.of(" ", "W[0, 1]"))), plain.expectedShape(), plain.actualShape(), plain.values()));

        assertThat(rows(figure.select("table").get(0)).get(1)).containsExactly("sequence ↓", "␣", "W[0, 1]");
        assertThat(figure.select("figcaption").text()).endsWith("The first wrong one is at sequence 0, token W[0, 1].");
    }

    /** The rows that differ come first; all rows, also those that are right, fold out. */
    @Test
    void showsTheFirstRowsThatDifferWithTheExpectedOnesAbove() {
        ArrayComparison plain = SampleComparisons.ofZeros(List.of("time · sequence", "token"), new long[] {6, 2}, 7);
        Element figure = figure(new ArrayComparison(plain.name(), List.of(new ArrayAxis("time · sequence",
                List.of("0 · 0", "0 · 1", "1 · 0", "1 · 1", "2 · 0", "2 · 1")), plain.axes().get(1)), plain.expectedShape(),
                plain.actualShape(), plain.values()));

        assertThat(figure.select("figcaption").text()).endsWith("The first wrong one is at time 1, sequence 1, token 1.");
        assertThat(rows(figure.select("table").get(0)).subList(2, 5)).containsExactly(List.of("time 1, sequence 1"),
                List.of("expected", "0", "0"), List.of("your result", "0", "1 wrong"));
        assertThat(figure.select("table").get(0).select("tbody")).as("one row differs").hasSize(1);
        assertThat(figure.select("details:not([open]) caption").eachText()).containsExactly("Expected", "Your result");
        assertThat(rows(figure.select("details table").get(0))).contains(List.of("1 · 1", "0", "0"));
    }

    @Test
    void showsASingleNumber() {
        assertThat(figure(SampleComparisons.ofZeros(List.of(), new long[0], 0)).select("td.comparison-wrong").eachText())
                .containsExactly("1 wrong");
    }

    @Test
    void escapesEveryText() {
        ArrayComparison values = SampleComparisons.ofZeros(List.of("a", "b", "c"), new long[] {2, 2, 2}, 7);
        ArrayAxis hostile = new ArrayAxis(MARKUP, List.of());
        Element figure = figure(new ArrayComparison(MARKUP, List.of(hostile, hostile,
                new ArrayAxis("<b>", List.of("<i>", "\"><p>"))), values.expectedShape(), values.actualShape(),
                values.values()));
        Element shapes = figure(ArrayComparison.ofShapes(MARKUP, List.of("<b>", "\"><script>", "'&"), new long[] {1, 2, 3},
                new long[] {1, 3, 2}));

        assertThat(figure.text()).contains(MARKUP, "<b> →", "<i>", "\"><p>");
        assertThat(figure.select("[onload], b, i")).isEmpty();
        assertThat(shapes.text()).contains(MARKUP, "\"><script>");
        assertThat(shapes.select("b")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3 5 7 | 5 3 7 | the axes time (numSteps, axis 0) and sequence (batchSize, axis 1) are exchanged.
            3 5 7 | 7 3 5 | the axes are in another order.
            3 5 7 | 3 6 7 | sequence (batchSize, axis 1) must have size 5, but has 6.
            3 5 7 | 1 6 7 | time (numSteps, axis 0) must have size 3, but has 1; \
            sequence (batchSize, axis 1) must have size 5, but has 6.
            3 5 7 | 3 7 | one axis is missing: sequence (batchSize, axis 1), of size 5.
            3 5 7 | 15 7 | time (numSteps, axis 0) and sequence (batchSize, axis 1) became one axis of size 15.
            3 5 7 | 3 5 1 7 | there is one axis too many: axis 2 of your result, of size 1.
            3 6 7 | 3 2 3 7 | sequence (batchSize, axis 1) must be one axis of size 6, but is two axes of sizes 2 and 3.
            3 5 7 | 105 | the array must have 3 axes, but has 1 axis.
            """)
    void saysWhichAxisIsWrong(String expected, String actual, String sentence) {
        ArrayComparison comparison = ArrayComparison.ofShapes("h", List.of("time", "sequence", "token"), shape(expected),
                shape(actual));

        assertThat(figure(comparison).select("figcaption").text()).isEqualTo("h: " + sentence);
    }

    private static long[] shape(String sizes) {
        return List.of(sizes.split(" ")).stream().mapToLong(Long::parseLong).toArray();
    }

    /** The names go with the sizes: the wrong array has the axis "sequence" first. */
    @Test
    void listsTheAxesOfBothShapesAndMarksTheWrongSizes() {
        Element figure = figure(ArrayComparison.ofShapes("h", List.of("time", "sequence", "token"), new long[] {3, 5, 7},
                new long[] {5, 3, 7}));

        assertThat(figure.select("caption").eachText()).containsExactly("Expected", "Your result");
        assertThat(rows(figure.select("table").get(0))).containsExactly(List.of("time (numSteps, axis 0)", "3"),
                List.of("sequence (batchSize, axis 1)", "5"), List.of("token (vocabSize, axis 2)", "7"));
        assertThat(rows(figure.select("table").get(1))).containsExactly(List.of("sequence (batchSize, axis 0)", "5 wrong"),
                List.of("time (numSteps, axis 1)", "3 wrong"), List.of("token (vocabSize, axis 2)", "7"));
        assertThat(figure.select("td.comparison-wrong").eachText()).containsExactly("5 wrong", "3 wrong");
    }

    @ParameterizedTest
    @CsvSource({"'', 3", "3, ''", "0, 3", "1 2 3 4 5, 5 4 3 2 1", "1000000000 1000000000, 1000000000",
        "1 1 1 1 1 1 1 1, 1 1 1 1 1 1 1 2"})
    void drawsEveryShape(String expected, String actual) {
        Element figure = figure(ArrayComparison.ofShapes("h", List.of(), expected.isEmpty() ? new long[0] : shape(expected),
                actual.isEmpty() ? new long[0] : shape(actual)));

        assertThat(figure.select("table").stream().map(table -> table.select("td").eachText().stream()
                .map(size -> size.replace(" wrong", "")).collect(Collectors.joining(" ")))).containsExactly(expected, actual);
        assertThat(figure.html()).doesNotContain("NaN", "Infinity", "null");
    }
}
