package org.rnnkit.learner.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rnnkit.grader.page.HtmlReader;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.learner.experiment.ExperimentPage.Findings;
import org.rnnkit.learner.experiment.ExperimentRun.ExperimentOrder;
import org.rnnkit.learner.experiment.ExperimentRun.ExperimentProgress;
import org.rnnkit.learner.worker.ExperimentWorker.ExperimentRequest;
import org.rnnkit.learner.worker.ExperimentWorker.VariantTraining.Run;
import org.rnnkit.learner.worker.ExperimentWorker.VariantTraining.Variant;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.TextSource.Text;

/** Tests of the sentences and the page of an experiment, its sizes and its request. */
class ExperimentPageTest {

    private static final Variant ONE = variant("one");
    private static final Variant OTHER = variant("other");

    private static Variant variant(String label) {
        return new Variant(label, 8, 5, Sampling.SEQUENTIAL, null, true);
    }

    private static List<Run> runs(double seconds, double... ends) {
        return Arrays.stream(ends).mapToObj(end -> new Run(new double[] {25, end}, seconds)).toList();
    }

    private static List<String> sentences(List<Run> one, List<Run> other) {
        return new Findings(List.of(ONE, OTHER), List.of(one, other)).sentences(null);
    }

    @Test
    void comparesTheGuessWithTheMedians() {
        Findings findings = new Findings(List.of(ONE, OTHER), List.of(runs(1, 9, 8), runs(1, 2, 3)));
        assertThat(findings.sentences("other").get(0)).isEqualTo("Your guess was that “other” ends lowest. It did, in these "
                + "runs.");
        assertThat(findings.sentences("one").get(0)).isEqualTo("Your guess was that “one” ends lowest. In these runs, “other” "
                + "did; your guess came 2 of 2.");
        assertThat(findings.sentences("none of them")).isEqualTo(findings.sentences(null));
    }

    @Test
    void praisesNoGuessOfWhichARunBroke() {
        Findings findings = new Findings(List.of(ONE, OTHER), List.of(runs(1, 9, Double.NaN), runs(1, 12, 13)));
        assertThat(List.of("one", "other")).allSatisfy(guess -> assertThat(findings.sentences(guess).get(0)).endsWith(
                "These runs do not tell: “one” has the lowest median, but it ended far worse than guessing in 1 of 2 runs."));
    }

    @Test
    void namesTheBestFirstAndComparesTheMedians() {
        List<String> said = sentences(runs(1, 8, 12, 10), runs(1, 5, 4, 6));

        assertThat(said.get(0)).isEqualTo("After 2 epochs the median perplexity of 3 runs is: “other” 5.00 (4.00 to 6.00); "
                + "“one” 10.00 (8.00 to 12.00).");
        assertThat(said.get(1)).isEqualTo("Every run of “other” ends below every run of “one”, the medians 2.00 times apart "
                + "(1.0 s a run against 1.0 s).");
    }

    @Test
    void callsNothingBetterIfRunsOverlap() {
        assertThat(sentences(runs(1, 4, 5, 6), runs(4, 5, 7, 8)).get(1)).isEqualTo("The runs of “one” and “other” overlap at "
                + "the end, the medians 1.40 times apart: these runs do not tell which is better (1.0 s a run against 4.0 s).");
    }

    @Test
    void saysThatMostRunsDiverged() {
        List<String> said = sentences(runs(1, 9, 9, 9), runs(1, Double.NaN, 1e30, 9));

        assertThat(said.get(0)).contains("“other” far worse than guessing in 2 of 3 runs");
        assertThat(said.get(1)).isEqualTo("With “other” most runs end far worse than guessing, with “one” most do not.");
    }

    /** The median is still finite, though one run diverged. */
    @Test
    void comparesMediansIfOneRunOfThreeDiverged() {
        List<String> said = sentences(runs(1, 9, 9, 9), runs(1, Double.NaN, 12, 10));

        assertThat(said.get(0)).contains("“other” far worse than guessing in 1 of 3 runs");
        assertThat(said.get(1)).startsWith("Every run of “one” ends below every run of “other”, the medians 1.33 times");
    }

    @Test
    void callsNothingBetterIfAllDiverged() {
        assertThat(sentences(runs(1, Double.NaN), runs(1, Double.POSITIVE_INFINITY)).get(1))
                .isEqualTo("With “one” and with “other” the run ends far worse than guessing.");
    }

    /** ReLU with clipping against tanh without it would say nothing about clipping. */
    @Test
    void comparesPairsThatDifferInClippingOnly() {
        List<String> said = new Findings(Experiment.NO_CLIPPING.variants(), List.of(runs(1, 8), runs(1, Double.NaN), runs(1, 9),
                runs(1, 6))).sentences(null);

        assertThat(said).hasSize(3);
        assertThat(said.get(0)).endsWith("“tanh, not clipped” far worse than guessing.");
        assertThat(said.get(1)).isEqualTo("With “tanh, not clipped” the run ends far worse than guessing, with “tanh, clipped” "
                + "it does not.");
        assertThat(said.get(2)).startsWith("The run of “ReLU, not clipped” ends below that of “ReLU, clipped”");
    }

    @Test
    void saysThatOneRunSaysLittle() {
        List<String> said = sentences(runs(1, 8), runs(2, 4));

        assertThat(said.get(0)).isEqualTo("After 2 epochs the perplexity of the one run is: “other” 4.00; “one” 8.00.");
        assertThat(said.get(1)).contains("one run each says little").doesNotContain("every", "median");
    }

    @Test
    void takesTheMeanOfTheTwoMiddleValuesForAnEvenNumberOfRuns() {
        assertThat(sentences(runs(1, 2, 4), runs(1, 8, 10)).get(0)).contains("“one” 3.00 (2.00 to 4.00)", "“other” 9.00 (8.00");
    }

    @Test
    void saysInTheLegendIfAVariantHasNoNumbers() {
        List<List<Run>> runs = List.of(runs(1, 5), List.of(new Run(new double[] {Double.NaN, Double.NaN}, 1)));

        assertThat(page(Experiment.RELU, runs).select("li").eachText())
                .containsExactly("tanh", "ReLU: each perplexity is infinite or not a number (✕)");
    }

    /** The line of a variant goes on while half of its runs do; otherwise it rises to the top, where a mark ends it. */
    @Test
    void endsTheLineOfAVariantThatExplodesInMostRuns() {
        List<List<Run>> runs = List.of(runs(1, 5, Double.NaN), runs(1, 1e30, Double.NaN));
        Document page = page(Experiment.RELU, runs);

        assertThat(page.select("li").eachText()).containsExactly("tanh", "ReLU: left the chart at epoch 2 (✕)");
        assertThat(page.select("path.exit").eachAttr("class")).containsExactly("exit second");
        assertThat(page.select("polyline.second").attr("points")).endsWith(",12.0");
        assertThat(sentences(runs.get(0), runs.get(1)).get(1)).isEqualTo("With “other” most runs end far worse than guessing, "
                + "with “one” most do not.");
    }

    @Test
    void progressIsALineForEachTrainingWithoutATerminal() {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        try (ExperimentProgress progress = new ExperimentProgress(new ExperimentOrder(Experiment.RELU, 3, 1, null),
                new PrintStream(shown, true), false)) {
            IntStream.range(0, 6).forEach(epoch -> progress.epochFinished());
        }
        assertThat(shown.toString().lines()).containsExactly("  1 of 2 trainings", "  2 of 2 trainings");
    }

    @Test
    void progressIsABarWithRateAndTimeLeftOnATerminal() {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        try (ExperimentProgress progress = new ExperimentProgress(new ExperimentOrder(Experiment.RELU, 1, 1, null),
                new PrintStream(shown, true), true)) {
            progress.epochFinished();
            progress.epochFinished();
        }
        assertThat(shown.toString()).contains("Epochs", "2/2", "/min").doesNotContain("trainings");
    }

    @ParameterizedTest
    @EnumSource(Experiment.class)
    void pageHasALineAndABandForEachTraining(Experiment experiment) {
        List<List<Run>> runs = experiment.variants().stream().map(variant -> runs(1, 5, 6, Double.NaN)).toList();
        Document page = page(experiment, runs);

        assertThat(page.select("h1").text()).isEqualTo(experiment.question());
        assertThat(page.select("main").text()).contains("Text: a <text>.", experiment.why());
        assertThat(page.select("main > p").eachText()).containsAll(ExperimentPage.sentences(
                new ExperimentOrder(experiment, 40, 3, null), runs));
        assertThat(page.select("polyline, polygon").eachAttr("points")).hasSize(2 * experiment.variants().size())
                .allSatisfy(points -> assertThat(points).matches("[\\d., ]+"));
        assertThat(page.select("li").eachText()).containsExactlyElementsOf(
                experiment.variants().stream().map(Variant::label).toList());
        assertThat(experiment.variants()).hasSizeBetween(2, 4);
    }

    private static Document page(Experiment experiment, List<List<Run>> runs) {
        return HtmlReader.read(ExperimentPage.of(new ExperimentOrder(experiment, 40, 3, null), "a <text>", 10_000, runs)
                .html());
    }

    @Test
    void saysItsSizesAndThatTheChapterHasOthers() {
        assertThat(Experiment.HIDDEN_SIZES.sizes(10_000, 40, 3)).containsExactly(
                "Each training has 16, 64 or 256 hidden units, "
                + "10,000 characters, 40 epochs, 32 sequences of 35 characters in a minibatch and the learning rate 1. It is "
                + "run 3 times, each with another seed.", "The chapter trains 512 hidden units for 500 epochs. So these curves "
                + "are not the chapter's: compare them with each other.");
        assertThat(Experiment.KEEP_GRAPH.sizes(9_000, 2, 1).get(0))
                .contains("128 hidden units, 9,000 characters", "of 35, 70, 140 or 280 characters", "It is run once.");
    }

    /** A request is JSON, which allows no text of more than 20 million characters. */
    @Test
    void sendsASmallRequestForALongText() throws JsonProcessingException {
        ExperimentRequest request = ExperimentRun.request(new ExperimentOrder(Experiment.RELU, 2, 1, null),
                new Text("a b".repeat(200_000), "a long text"));

        assertThat(request.vocabSize()).isEqualTo(4);
        assertThat(request.tokens()).hasSize(ExperimentRun.TOKENS).startsWith(1, 2, 3, 1);
        assertThat(Messages.JSON.writeValueAsString(request)).hasSizeLessThan(30_000);
    }

    @Test
    void saysWhichTrainingsDoNotUseTheStudentsModel() {
        assertThat(Experiment.NO_CLIPPING.sizes(10_000, 40, 3)).last().asString().contains("DJL's own RNN block");
    }
}
