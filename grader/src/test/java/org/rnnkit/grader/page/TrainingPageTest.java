package org.rnnkit.grader.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jsoup.nodes.Document;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.rnnkit.grader.TestSteps;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.worker.training.EpochTrace;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.EpochResult;

/** Tests of the page of a training, without a browser. */
class TrainingPageTest {

    @Test
    void escapesText() {
        String sample = "<img src=x onerror=alert(1)>\u001b[2J";
        Document page = HtmlReader.read(SamplePages.trained(sample));

        assertThat(page.select(".samples td").eachText()).containsExactly(Printable.of(sample), "time traveller");
        assertThat(page.select("header").text()).contains("on a <text> with your steps");
        assertThat(page.select("figcaption").eachText().get(1)).contains("25 % of all minibatches");
        assertThat(page.select("polyline").eachAttr("points")).hasSize(5)
                .allSatisfy(points -> assertThat(points).matches("[\\d., ]+"));
    }

    @Test
    void drawsThePerplexityOnTheTextHeldOutIfItWasMeasured() {
        Document page = HtmlReader.read(SamplePages.trained(""));
        assertThat(page.select("svg").eachAttr("aria-label").get(0))
                .isEqualTo("Perplexity by epoch: from 20 to 5: from 20 to 11");
        assertThat(page.select("figcaption").eachText().get(0)).contains("The thin line is for the 1,000 characters");
        assertThat(page.select("path.exit")).as("the last epoch was not measured").isEmpty();
        assertThat(page.select(".numbers tr:last-child td").eachText()).startsWith("5.000", "–");

        Document graded = HtmlReader.read(SamplePages.graded(List.of(new EpochResult(2, 1, 1)), List.of(EpochTrace.checked(null,
                1).get(0))));
        assertThat(graded.select("figcaption").text()).doesNotContain("thin line");
    }

    /** The text contains an end tag of a script, which must not end the page's own. */
    @Test
    void givesItsScriptTheExcerpt() throws IOException {
        Document page = HtmlReader.read(SamplePages.trained(""));

        JsonNode excerpt = JsonMapper.builder().build().readTree(page.select("template#data").text());
        assertThat(excerpt.get("text").asText()).isEqualTo(SamplePages.TEXT);
        assertThat(excerpt.get("numHiddens").asInt()).isEqualTo(SamplePages.UNITS);
        assertThat(excerpt.get("activations").binaryValue()).isEqualTo(SamplePages.EXCERPT.activations());
        assertThat(excerpt.get("guesses")).hasSize(SamplePages.TEXT.length());
    }

    @Test
    void showsTheShapesOfEveryChapter() {
        Map<String, ShapeDrawing> shapes = ShapeDrawing.read(new Layout(Path.of("..")), Steps.all());

        assertThat(shapes).hasSize(Steps.all().size()).containsKey("4. " + TestSteps.withNumber(4).title());
        assertThat(shapes.get("4. " + TestSteps.withNumber(4).title()).svg()).contains("<svg", "numHiddens 512");
        Elements images = HtmlReader.read(SamplePages.trained("")).select("#shapes ~ details img");
        assertThat(images).extracting(image -> image.attr("alt"))
                .containsExactlyElementsOf(shapes.values().stream().map(ShapeDrawing::words).toList());
        assertThat(images).extracting(image -> image.attr("src"))
                .containsExactlyElementsOf(shapes.values().stream().map(ShapeDrawing::address).toList());
    }

    /** In a grading, all values except the excerpt come from a student's code. None of them may break the page. */
    @Test
    void leavesOutValuesThatCannotBeDrawn() {
        List<EpochResult> epochs = List.of(new EpochResult(Double.NaN, -1, 0), new EpochResult(1e300, Long.MAX_VALUE, 1e-300),
                new EpochResult(-5, 0, -0.0), new EpochResult(3, 1000, 0.1));
        EpochTrace trace = new EpochTrace(-1, 1e308, 0.5, 0.5, "</td><img src=x>\u202e");

        Document page = HtmlReader.read(SamplePages.graded(epochs,
                EpochTrace.checked(Arrays.asList(null, trace, trace), 4)));
        page.select("template").remove();

        assertThat(page.select("header").text()).contains("with the steps in inbox/<ada>");
        assertThat(page.select("svg").eachAttr("aria-label").get(0)).isEqualTo("Perplexity by epoch: from ≥50 to 3");
        assertThat(page.select("figcaption").eachText().get(1)).contains("of 50 % of all");
        assertThat(page.select(".samples td").eachText()).containsOnly("</td><img src=x>\\u202e");
        assertThat(page.select(".numbers td").eachText()).contains("–", "3.000");
        assertThat(page.body().html()).doesNotContain("NaN", "Infinity", "E300");
    }

    /** The part that nothing else shows comes first. */
    @Test
    void showsTheUnitsOverTheTextFirst() {
        Document page = HtmlReader.read(SamplePages.trained(""));

        assertThat(page.select("section").eachAttr("aria-labelledby"))
                .containsExactly("reading", "curves", "samples", "shapes");
        assertThat(page.select("header p").eachText().get(1))
                .startsWith("The model hesitates between that many characters");
    }

    @Test
    void showsSpacesAtTheEndOfATextAndExplainsTheirSign() {
        Document spaces = HtmlReader.read(SamplePages.trained("time traveller and  the  "));

        assertThat(spaces.select(".samples td").get(0).wholeText()).isEqualTo("time traveller and  the␣␣");
        assertThat(spaces.select(".samples caption").text()).contains("␣ is a space at the end");
        assertThat(HtmlReader.read(SamplePages.trained("time")).select(".samples").text()).doesNotContain("␣");
    }

    @Test
    void keepsTheNamesOfFilesWhole() {
        assertThat(HtmlReader.read(SamplePages.graded(List.of(), List.of()))
                .select("header .part").eachText()).contains("inbox/", "<ada>;");
    }

    /** If all values are zero, there is still an axis; without any values, there is no drawing. */
    @Test
    void drawsChartsWithoutAnyRange() {
        List<EpochResult> still = IntStream.range(0, 3).mapToObj(i -> new EpochResult(1, 0, 1)).toList();
        Document page = HtmlReader.read(SamplePages.graded(still, EpochTrace.checked(null, 3)));

        assertThat(page.select("svg").eachAttr("aria-label")).containsExactly("Perplexity by epoch: from 1 to 1",
                "Tokens per second by epoch: from 0 to 0");
        assertThat(HtmlReader.read(SamplePages.graded(List.of(), List.of())).select("svg")).isEmpty();
    }
}
