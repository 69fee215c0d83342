package org.rnnkit.learner.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tests of the sentences about an experiment's sizes. */
class ExperimentTest {

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

    @Test
    void saysWhichTrainingsDoNotUseTheStudentsModel() {
        assertThat(Experiment.NO_CLIPPING.sizes(10_000, 40, 3)).last().asString().contains("DJL's own RNN block");
    }
}
