package org.rnnkit.learner.showcase;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.learner.showcase.worker.ForwardShowcases.Babble;
import org.rnnkit.learner.showcase.worker.ForwardShowcases.FirstState;
import org.rnnkit.learner.showcase.worker.ForwardShowcases.HiddenStates;
import org.rnnkit.learner.showcase.worker.ForwardShowcases.OneHotRows;
import org.rnnkit.learner.showcase.worker.GradientShowcases.ClippedCase;
import org.rnnkit.learner.showcase.worker.GradientShowcases.ClippedGradients;
import org.rnnkit.learner.showcase.worker.GradientShowcases.GradientPair;
import org.rnnkit.learner.showcase.worker.GradientShowcases.GradientPairs;
import org.rnnkit.learner.showcase.worker.ParameterShowcases.ModelPart;
import org.rnnkit.learner.showcase.worker.ParameterShowcases.ModelParts;
import org.rnnkit.learner.showcase.worker.ParameterShowcases.ParameterStatistics;
import org.rnnkit.learner.showcase.worker.ParameterShowcases.WeightStatistics;
import org.rnnkit.learner.showcase.worker.TrainingShowcases.EmbeddingRows;
import org.rnnkit.learner.showcase.worker.TrainingShowcases.Sample;
import org.rnnkit.learner.showcase.worker.TrainingShowcases.ShortRun;
import org.rnnkit.learner.showcase.worker.TrainingShowcases.ShortTrainings;
import org.rnnkit.learner.showcase.worker.TrainingShowcases.TemperatureTexts;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the showcases' HTML, with small data whose drawing is known, and with hostile data. */
class PicturesTest {

    private static final List<String> TOKENS = List.of("<unk>", " ", "e", "t");
    private static final String HOSTILE = "\"><script>alert(1)</script>";

    private static Document html(int step, Object data) {
        return Jsoup.parseBodyFragment(Showcase.of(step).html(data, false, 1));
    }

    private static List<String> texts(Document html, String selector) {
        return html.select(selector).eachText();
    }

    private static ShortTrainings trainings(String sample) {
        return new ShortTrainings(List.of(new ShortRun("RNN", 64, new double[] {20, 10.04, Double.NaN}, 1.25,
                List.of(new Sample(0, sample)))));
    }

    /** Returns data for each step, in which hostile text and values that are no numbers stand wherever they can. */
    private static Object hostile(int step) {
        double nan = Double.NaN;
        return switch (step) {
            case 1 -> new OneHotRows(List.of("<b>", "b"), List.of("<i>"), List.of(false), new float[][] {{Float.NaN, 2}});
            case 2 -> new WeightStatistics(List.of(new ParameterStatistics(HOSTILE, 0, nan, nan, 0)),
                    new long[40], 0, nan, nan);
            case 3 -> new FirstState(new float[][] {{Float.NaN, Float.POSITIVE_INFINITY}});
            case 4 -> new HiddenStates(List.of("<i>", "<i>"), new float[][] {new float[32], nanRow(32)});
            case 5 -> new ModelParts(28, 1, Collections.nCopies(5, new ModelPart(HOSTILE, new long[] {1})));
            case 6 -> new Babble(HOSTILE, HOSTILE + HOSTILE, TOKENS, new double[] {nan, -1, 2, Double.POSITIVE_INFINITY});
            case 7 -> new ClippedGradients(1, 5, List.of(new ClippedCase(nan, nan, Double.POSITIVE_INFINITY, nan)));
            case 8, 9, 13 -> trainings(HOSTILE);
            case 10 -> new TemperatureTexts(HOSTILE, TOKENS, new double[] {1}, new double[][] {{nan, -1, 2, 0}},
                    List.of(List.of(HOSTILE)), trainings(HOSTILE));
            case 11 -> new EmbeddingRows(List.of("<i>", "e"), new float[][] {nanRow(16), new float[16]}, trainings(HOSTILE));
            default -> new GradientPairs(List.of(new GradientPair(HOSTILE, nanRow(1), new float[1])));
        };
    }

    private static float[] nanRow(int size) {
        float[] row = new float[size];
        java.util.Arrays.fill(row, Float.NaN);
        return row;
    }

    static IntStream steps() {
        return Steps.withBonus().stream().mapToInt(Step::number);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void hostileDataStaysTextAndIsDrawnWithinTheDrawing(int step) {
        Document html = html(step, hostile(step));
        assertThat(html.select("script, style, b, i")).isEmpty();
        for (Element element : html.getAllElements()) {
            assertThat(element.attributes().asList()).allSatisfy(attribute -> {
                assertThat(attribute.getKey()).doesNotStartWith("on").isNotEqualTo("style");
                if (List.of("x", "y", "cx", "cy", "width", "height", "points", "x1", "y1").contains(attribute.getKey())) {
                    assertThat(attribute.getValue()).doesNotContain("NaN").doesNotContain("Inf").doesNotContain("not");
                }
            });
        }
        assertThat(html.select("svg[role=img]")).allSatisfy(svg -> assertThat(svg.attr("aria-label")).isNotBlank());
        assertThat(html.select(".scroll")).allSatisfy(part -> assertThat(part.attr("aria-label")).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("steps")
    void anAnswerThatCannotBeDrawnIsRejected(int step) throws JsonProcessingException {
        Showcase showcase = Showcase.of(step);
        assertThat(showcase.read(Messages.JSON.valueToTree(hostile(step)))).isPresent();
        for (String forged : List.of("{}", "null", "5", "[]", "\"text\"",
                "{\"rows\":[],\"runs\":[],\"parts\":null,\"cases\":3}")) {
            assertThat(showcase.read(Messages.JSON.readTree(forged))).as(forged).isEmpty();
        }
    }

    @Test
    void aNameIsATableWithItsCharactersAndTheTokens() {
        Document html = html(1, new OneHotRows(TOKENS, List.of("t", "é"), List.of(true, false),
                new float[][] {{0, 0, 0, 1}, {1, 0, 0, 0}}));
        assertThat(texts(html, "thead th")).containsExactly("<unk>", "␣", "e", "t");
        assertThat(texts(html, "tbody th")).containsExactly("t", "é");
        assertThat(texts(html, "tbody td.on")).containsExactly("1", "1");
        assertThat(html.text()).contains("The vocabulary does not have “é”");
        assertThat(html.select("caption").text()).isEqualTo("“té” as 2 rows of 4 numbers");
    }

    @Test
    void theHistogramHasABarForEachIntervalAsHighAsItsCount() {
        long[] counts = new long[40];
        counts[19] = 50;
        counts[20] = 100;
        Document html = html(2, new WeightStatistics(List.of(), counts, 3, 0, 0.01));
        List<Element> bars = html.select("rect.bar");
        assertThat(bars).hasSize(40);
        double half = Double.parseDouble(bars.get(19).attr("height"));
        assertThat(Double.parseDouble(bars.get(20).attr("height"))).isBetween(1.98 * half, 2.02 * half);
        assertThat(html.text()).contains("153 weights");
    }

    @Test
    void anEmptyStateIsSaidToBeEmptyAndAnotherOneNot() {
        assertThat(html(3, new FirstState(new float[2][32])).text()).contains("each value is 0");
        FirstState wrong = new FirstState(new float[2][32]);
        wrong.rows()[1][3] = 0.5f;
        assertThat(html(3, wrong).text()).contains("1 values are not 0, but all should be");
    }

    @Test
    void theHeatMapHasAColumnForEachCharacterWithTheSignsColour() {
        float[][] states = new float[3][32];
        states[0][0] = -0.5f;
        states[1][0] = 1;
        Document html = html(4, new HiddenStates(List.of("t", " ", "t"), states));
        assertThat(texts(html, "svg text")).containsExactly("t", "␣", "t");
        assertThat(html.select("rect.negative").eachAttr("fill-opacity")).containsExactly("0.50");
        assertThat(html.select("rect.positive").eachAttr("fill-opacity")).containsExactly("1.00");
        assertThat(html.select("rect.positive").attr("y")).isEqualTo(html.select("rect.negative").attr("y"));
        assertThat(html.text()).contains("“t” comes at places 1 and 3: their columns differ by at most 0.5000.");
    }

    @Test
    void theModelsTableAddsUp() {
        Document html = html(5, new ModelParts(4, 2, List.of(new ModelPart("W_xh", new long[] {4, 2}),
                new ModelPart("W_hh", new long[] {2, 2}), new ModelPart("b_h", new long[] {2}),
                new ModelPart("W_hq", new long[] {2, 4}), new ModelPart("b_q", new long[] {4}))));
        assertThat(texts(html, "tbody tr:last-child .number")).containsExactly("26");
        assertThat(texts(html, "tbody tr:first-child .number")).containsExactly("4 × 2", "8", "30.8 %");
    }

    @Test
    void evenProbabilitiesAreAChoiceAmongAllTokens() {
        Document html = html(6, new Babble("the", "thex ", TOKENS, new double[] {0.25, 0.25, 0.25, 0.25}));
        assertThat(html.text()).contains("a choice among 4.0 equally likely");
        assertThat(html.select("blockquote").text()).isEqualTo("thex␣");
        assertThat(html.select("rect.bar").eachAttr("height").stream().distinct()).hasSize(1);
    }

    @Test
    void clippingThatKeepsTheDirectionIsToldFromOneThatDoesNot() {
        Document html = html(7, new ClippedGradients(1, 5,
                List.of(new ClippedCase(0.5, 0.5, 0.5, 1), new ClippedCase(4, 4, 1, 1))));
        assertThat(html.text()).contains("has made 1 of the 2 norms smaller")
                .contains("still point the same way").contains("θ = 1 ");
        List<String> widths = html.select("rect.bar").eachAttr("width");
        assertThat(Double.parseDouble(widths.get(1))).isBetween(1.98 * Double.parseDouble(widths.get(0)),
                2.02 * Double.parseDouble(widths.get(0)));
        assertThat(html(7, new ClippedGradients(1, 5, List.of(new ClippedCase(4, 4, 1, 0.9)))).text())
                .contains("has changed the direction");
    }

    @Test
    void aTrainingHasACurveAndNumbersAndSamples() {
        Document html = html(9, trainings("time traveller  "));
        assertThat(html.select(".chart polyline").attr("points").split(" ")).hasSize(2);
        assertThat(texts(html, "tbody tr > *")).containsExactly("RNN", "3", "20.0", "not a number", "1.3");
        assertThat(html.select(".samples").text()).isEqualTo("After 0 epochs time traveller␣␣");
        assertThat(html.text()).doesNotContain("Training …");
        assertThat(Jsoup.parse(Showcase.of(8).html(trainings(""), true, 1)).text()).contains("Training …");
    }

    @Test
    void theSliderChoosesTheNearestTemperature() {
        TemperatureTexts data = new TemperatureTexts("the", TOKENS, new double[] {0.2, 1, 2},
                new double[][] {{0, 0, 0, 1}, {0.1, 0.1, 0.2, 0.6}, {0.16, 0.16, 0.25, 0.43}},
                List.of(List.of("cold"), List.of("warm"), List.of("hot")), trainings(""));
        Document html = Jsoup.parse(Showcase.of(10).html(data, false, 1.7));
        assertThat(texts(html, "blockquote")).containsExactly("hot");
        assertThat(html.select("input[type=range]").attr("value")).isEqualTo("2.0");
        assertThat(html.select("svg").attr("aria-label")).contains("Most likely: “t” 43 %");
    }

    @Test
    void vowelsAndConsonantsHaveMarksOfTheirOwn() {
        float[][] rows = new float[4][16];
        IntStream.range(0, 4).forEach(i -> rows[i][i] = i);
        Document html = html(11, new EmbeddingRows(TOKENS, rows, trainings("")));
        assertThat(texts(html, "g.vowel:has(circle)")).containsExactly("e");
        assertThat(texts(html, "g.consonant:has(rect)")).containsExactly("t");
        assertThat(texts(html, "g.other:has(path)")).containsExactly("?", "␣");
    }

    private static GradientPairs gradients(float[] byHand, float[] automatic) {
        return new GradientPairs(List.of(new GradientPair("b_q", byHand, automatic)));
    }

    @Test
    void theLargestDifferenceOfGradientsIsNamed() {
        assertThat(html(12, gradients(new float[] {1, 2}, new float[] {1, 2})).text())
                .contains("All points lie on the diagonal").contains("The largest difference is 0,");
        assertThat(html(12, gradients(new float[] {1, 2}, new float[] {1, 2.5f})).text())
                .contains("The largest difference is 0.50.");
    }

    @Test
    void aFailureIsEscaped() {
        assertThat(Jsoup.parse(Pages.render("studio/showcaseFailed.jte", HOSTILE)).select("script")).isEmpty();
        ShowcasePart.ShowcaseForm form = new ShowcasePart.ShowcaseForm(Showcase.of(1), HOSTILE, "", "");
        Document html = Jsoup.parse(Pages.render("studio/showcase.jte", form));
        assertThat(html.select("script")).isEmpty();
        assertThat(html.select("input[name=text]").attr("value")).isEqualTo(HOSTILE);
        assertThat(html.select("form label")).hasSize(1);
        assertThat(html.select("#showcase-1").attr("hx-trigger")).isEqualTo("sse:showcase-1");
    }
}
