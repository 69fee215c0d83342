package org.rnnkit.grader.training.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.worker.training.EpochTrace;
import org.rnnkit.grader.worker.training.Insight;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.EpochResult;

/** The page of a training, as text. */
class TrainingPageTest {

    @Test
    void needsNothingFromElsewhereAndKeepsTextText() {
        String page = SamplePages.trained("<img src=x onerror=alert(1)>\u001b[2J");

        assertThat(page).doesNotContain("<img", "<b>", "http:", "https:", "\u001b").contains("&lt;img src=x")
                .contains("a &lt;text&gt;").contains("25 % of all minibatches");
        assertThat(page.split("</script>", -1)).as("two scripts of the page's own").hasSize(3);
        assertThat(Pattern.compile("points=\"([^\"]+)\"").matcher(page).results().map(points -> points.group(1)))
                .hasSize(4).allSatisfy(points -> assertThat(points).doesNotContain("NaN"));
    }

    @Test
    void showsTheShapesOfEveryChapter() {
        Map<String, String> shapes = Shapes.of(new Layout(Path.of("..")), Steps.all());

        assertThat(shapes).hasSize(Steps.all().size()).containsKey("4. The RNN step");
        assertThat(SamplePages.trained("")).contains(shapes.get("4. The RNN step").substring(0, 20));
    }

    /** What a grading draws is a student's word, but for the excerpt; nothing of it may stand in the way of the page. */
    @Test
    void drawsOfAGradedTrainingWhatCanBeDrawn() {
        List<EpochResult> epochs = List.of(new EpochResult(Double.NaN, -1, 0), new EpochResult(1e300, Long.MAX_VALUE, 1e-300),
                new EpochResult(-5, 0, -0.0), new EpochResult(3, 1000, 0.1));
        EpochTrace trace = new EpochTrace(-1, 1e308, 0.5, "</td><img src=x>\u202e");
        Insight insight = Insight.checked(new Insight(Arrays.asList(null, trace, trace), null), 4, SamplePages.EXCERPT);

        String page = SamplePages.graded(epochs, insight);

        assertThat(page).contains("of 50 % of all", "with inbox/&lt;ada&gt;", "&lt;/td&gt;&lt;img src=x&gt;\\u202e")
                .contains("aria-label=\"Perplexity by epoch: from 100k to 3\"", "Perplexity by epoch.", "<td>3.000</td>")
                .doesNotContain("<img", "NaN", "Infinity", "E300");
    }

    /** Where all is zero there is an axis all the same; where nothing is, no drawing. */
    @Test
    void endsWithWhateverValues() {
        List<EpochResult> still = IntStream.range(0, 3).mapToObj(i -> new EpochResult(1, 0, 1)).toList();
        String page = SamplePages.graded(still, Insight.checked(null, 3, SamplePages.EXCERPT));

        assertThat(page).contains("Tokens per second by epoch: from 0 to 0").doesNotContain("Gradient norm", "Clipped minib");
        assertThat(SamplePages.graded(List.of(), Insight.checked(null, 0, SamplePages.EXCERPT))).doesNotContain("<svg");
    }
}
