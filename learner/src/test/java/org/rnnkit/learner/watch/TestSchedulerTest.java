package org.rnnkit.learner.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.learner.watch.TestScheduler.TestRound;
import org.rnnkit.learner.watch.Watch.WatchLoop.WatchEvent;
import org.rnnkit.learner.watch.Watch.WatchLoop.WatchEvent.TestError;
import org.rnnkit.testkit.steps.Steps;

/** Tests of a round of tests that ends in an error of the machine or of the kit. */
class TestSchedulerTest {

    /** A queue whose first event ends in an error, as if the memory were full while a step is tested. */
    private static final class FullMemory extends LinkedBlockingQueue<WatchEvent> {

        private static final long serialVersionUID = 1L;
        private boolean first = true;

        @Override
        public boolean add(WatchEvent event) {
            if (first) {
                first = false;
                throw new OutOfMemoryError("Java heap space");
            }
            return super.add(event);
        }
    }

    @Test
    void anErrorEndsTheRoundWithAMessage() throws Exception {
        BlockingQueue<WatchEvent> events = new FullMemory();
        Kit kit = Kit.find(Steps.all());
        try (TestScheduler scheduler = new TestScheduler(new Kit(kit.layout(), List.of(), List.of(), kit.reference(),
                kit.built()), null, events)) {
            scheduler.begin(TestRound.first(List.of()));

            assertThat(events.poll(30, TimeUnit.SECONDS)).isInstanceOfSatisfying(TestError.class,
                    error -> assertThat(error.problem()).hasMessage("Java heap space"));
        }
    }
}
