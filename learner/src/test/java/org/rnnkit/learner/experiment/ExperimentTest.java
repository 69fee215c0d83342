package org.rnnkit.learner.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.learner.experiment.ExperimentRun.ExperimentOrder;
import org.rnnkit.learner.worker.ExperimentWorker.ExperimentRequest;
import org.rnnkit.toolkit.TextSource.Text;

/** Tests of an experiment's sizes: the sentences about them, and the request. */
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
