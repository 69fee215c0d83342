package org.rnnkit.grader.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rnnkit.grader.worker.ExperimentOutcome.Run;
import org.rnnkit.grader.worker.Variant;
import org.rnnkit.toolkit.Sampling;

/** The sentences say what the numbers say. */
class FindingsTest {

    private static final Variant ONE = variant("one");
    private static final Variant OTHER = variant("other");

    private static Variant variant(String label) {
        return new Variant(label, 8, 5, Sampling.SEQUENTIAL, null, true, 1);
    }

    private static List<Run> runs(double seconds, double... ends) {
        return Arrays.stream(ends).mapToObj(end -> new Run(new double[] {25, end}, seconds)).toList();
    }

    private static List<String> sentences(List<Run> one, List<Run> other) {
        return new Findings(List.of(ONE, OTHER), List.of(one, other)).sentences();
    }

    @Test
    void nameTheBestFirstAndHowFarTheOthersAre() {
        List<String> said = sentences(runs(1, 8, 12, 10), runs(1, 5, 4, 6));

        assertThat(said.get(0)).isEqualTo("After 2 epochs the median perplexity of 3 runs is: other 5.00 (4.00 to 6.00); "
                + "one 10.00 (8.00 to 12.00).");
        assertThat(said.get(1)).isEqualTo("Every run of “other” ends below every run of “one”, at a perplexity 2.00 times as "
                + "low (1.0 s a run against 1.0 s).");
    }

    @Test
    void callNoDifferenceWhatIsNoLargerThanThatBetweenSeeds() {
        assertThat(sentences(runs(1, 4, 5, 6), runs(4, 5, 7, 8)).get(1)).startsWith("The runs of “one” and “other” overlap")
                .contains("1.40 times apart").endsWith("(1.0 s a run against 4.0 s, which is not the same price).");
    }

    @Test
    void sayThatATrainingHasGoneAstray() {
        List<String> said = sentences(runs(1, 9, 9, 9), runs(1, Double.NaN, 1e30, 9));

        assertThat(said.get(0)).contains("other gone astray in 2 of 3 runs");
        assertThat(said.get(1)).startsWith("With “other” most runs get worse than guessing, with “one” they learn");
    }

    @ParameterizedTest
    @EnumSource(Experiment.class)
    void standOnAPageWithALineAndABandForEachTraining(Experiment experiment) {
        List<List<Run>> runs = experiment.variants().stream().map(variant -> runs(1, 5, 6, Double.NaN)).toList();
        String page = ExperimentPage.of(experiment, "a <text>", runs);

        assertThat(page).contains(experiment.question().replace("'", "&#39;"), "a &lt;text&gt;").doesNotContain("NaN");
        assertThat(page.split("<polyline", -1)).hasSize(experiment.variants().size() + 1);
        assertThat(page.split("<polygon", -1)).hasSize(experiment.variants().size() + 1);
        assertThat(experiment.variants()).hasSizeBetween(2, 4);
    }
}
