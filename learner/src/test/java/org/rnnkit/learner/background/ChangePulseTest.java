package org.rnnkit.learner.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.rnnkit.learner.Waiting;

/** Tests of how often changes are published. */
class ChangePulseTest {

    private final AtomicInteger published = new AtomicInteger();

    @Test
    void publishesManyChangesTogetherAndNothingWithoutAChange() {
        ChangePulse pulse = new ChangePulse(published::incrementAndGet);
        pulse.close();
        for (int i = 0; i < 1_000; i++) {
            pulse.change();
        }

        pulse.publishChange();
        pulse.publishChange();

        assertThat(published).hasValue(1);
    }

    @Test
    void publishesByItself() {
        try (ChangePulse pulse = new ChangePulse(published::incrementAndGet)) {
            pulse.change();

            Waiting.until("the change is published", () -> published.get() == 1);
        }
    }

    @Test
    void publishesTheLastChangeWhenItEnds() {
        ChangePulse pulse = new ChangePulse(published::incrementAndGet);
        pulse.change();
        pulse.close();

        assertThat(published).hasValue(1);
    }
}
