package org.rnnkit.learner.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rnnkit.learner.worker.WatchWorker.StepTimeout;

/** Tests of the words for the time after which a step's code was stopped. */
class StepTimeoutTest {

    @Test
    void tellsTheTimeThatHasPassed() {
        assertThat(StepTimeout.words(20, 20, true)).isEqualTo("20 seconds");
        assertThat(StepTimeout.words(1, 1, true)).isEqualTo("1 second");
        assertThat(StepTimeout.words(60, 20, false)).isEqualTo("60 seconds");
    }

    @Test
    void saysWhichTimeTheLimitCountsIfTheyDiffer() {
        assertThat(StepTimeout.words(52, 20, true)).isEqualTo("52 seconds, 20 of them on a processor, which is the limit");
    }
}
