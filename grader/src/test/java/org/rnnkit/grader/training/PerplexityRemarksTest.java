package org.rnnkit.grader.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.grader.training.GradedTraining.EpochClock;
import org.rnnkit.grader.training.TrainedModel.PerplexityRemarks;
import org.rnnkit.grader.training.TrainedModel.PerplexityRemarks.LowestPerplexities;
import org.rnnkit.grader.worker.training.TrainingAnswer.Observations;
import org.rnnkit.grader.worker.training.TrainingSetup.Hyperparameters;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.TextSource;

/** Tests of the remarks on figures that can't come from the number of epochs. */
class PerplexityRemarksTest {

    private static final String STORY = TextSource.embedded().characters();
    private static final Hyperparameters EIGHT = Hyperparameters.ofChapter(8, 1);
    private static final Observations RIGHT = new Observations(64, 0, 0.9999, 0.05, 0.03);

    @Test
    void acceptsTheReference() {
        assertThat(PerplexityRemarks.of(EIGHT, STORY, 10.579, RIGHT, 0.3)).isEmpty();
    }

    /** Thirty epochs in each of the eight gave 1.70. */
    @Test
    void remarksAPerplexityThatNoRightSolutionReaches() {
        assertThat(PerplexityRemarks.of(EIGHT, STORY, 1.7, RIGHT, 0.3)).singleElement().asString()
                .startsWith("The perplexity is 1.700 after 8 epochs. Right solutions have ");
    }

    @Test
    void judgesNoPerplexityThatWasNotMeasured() {
        Hyperparameters small = new Hyperparameters(10_000, 32, 35, 256, 1, Sampling.SEQUENTIAL, 8, 1);

        assertThat(PerplexityRemarks.of(EIGHT, STORY + "x", 1.01, RIGHT, 0.3)).as("another text").isEmpty();
        assertThat(PerplexityRemarks.of(small, STORY, 1.01, RIGHT, 0.3)).as("another model").isEmpty();
        assertThat(bound(4)).as("too few epochs").isEmpty();
        assertThat(bound(5)).isPresent();
        assertThat(bound(150)).isPresent();
        assertThat(bound(151)).as("the text is known by heart").isEmpty();
    }

    private static OptionalDouble bound(int epochs) {
        return LowestPerplexities.bound(Hyperparameters.ofChapter(epochs, 2), STORY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "63 | 0 | 1      | 0.05 | 0.03 | 0.3 | The updater was called 63 times, but the epochs have 64 minibatches.",
        "65 | 0 | 1      | 0.05 | 0.03 | 0.3 | The updater was called 65 times, but the epochs have 64 minibatches.",
        "64 | 1 | 1      | 0.05 | 0.03 | 0.3 | The parameters changed without the updater, 1 time.",
        "64 | 0 | 1.002  | 0.05 | 0.03 | 0.3 | The updater was called with gradients of norm 1.002, but clipped",
        "64 | 0 | NaN    | 0.05 | 0.03 | 0.3 | The updater was called with gradients of norm NaN",
        "64 | 0 | 1      | 0.11 | 0.03 | 0.3 | Before the first epoch a parameter was 0.110, but",
        "64 | 0 | 1      | 0.05 | 0.03 | 7.2 | An epoch took 7.2 s by the grader's clock (median), but its minibatches",
    })
    void remarksFiguresThatDoNotFit(long updates, long changes, double norm, double first, double minibatch, double epoch,
            String remark) {
        Observations seen = new Observations(updates, changes, norm, first, minibatch);

        assertThat(PerplexityRemarks.of(EIGHT, STORY, 10.6, seen, epoch)).singleElement().asString().startsWith(remark);
    }

    /** Without a measurement there is nothing to compare, and a time limit is enforced elsewhere. */
    @Test
    void judgesNoTimeThatWasNotMeasured() {
        Observations untimed = new Observations(64, 0, 1, 0.05, Double.NaN);

        assertThat(PerplexityRemarks.of(EIGHT, STORY, 10.6, untimed, 7.2)).isEmpty();
        assertThat(PerplexityRemarks.of(EIGHT, STORY, 10.6, RIGHT, Double.NaN)).isEmpty();
    }

    @Test
    void remarksMissingObservations() {
        assertThat(PerplexityRemarks.of(EIGHT, STORY, 10.6, null, 0.3))
                .containsExactly("The training's process did not say what the kit observed in it.");
    }

    /** A pause of the machine makes one epoch long. That must not look like work. */
    @Test
    void takesTheMedianOfTheEpochs() {
        List<Long> steady = LongStream.of(0, 1, 2, 3, 4).map(second -> second * 1_000_000_000).boxed().toList();
        List<Long> paused = LongStream.of(0, 1, 1000, 1001, 1002).map(second -> second * 1_000_000_000).boxed().toList();

        assertThat(EpochClock.median(steady)).isEqualTo(1);
        assertThat(EpochClock.median(paused)).isEqualTo(1);
        assertThat(EpochClock.median(steady.subList(0, 3))).isNaN();
    }
}
