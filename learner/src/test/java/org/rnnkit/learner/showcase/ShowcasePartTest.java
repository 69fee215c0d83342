package org.rnnkit.learner.showcase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.learner.studio.StudioEvents;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the runs of showcases without their processes. */
class ShowcasePartTest {

    private static final long WORK_NANOS = 100_000_000;

    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    /** Works for a while and does not react to interrupts, as a compiler. */
    private Submission work() {
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
        for (long end = System.nanoTime() + WORK_NANOS; System.nanoTime() < end;) {
            LockSupport.parkNanos(WORK_NANOS);
        }
        running.decrementAndGet();
        throw new UsageException("The work is done.");
    }

    @Test
    @Timeout(60)
    void manyQuickStartsOfAStepRunOneAfterTheOther() throws InterruptedException {
        try (ShowcasePart part = new ShowcasePart(Kit.find(Steps.withBonus()), this::work, step -> false,
                new StudioEvents())) {
            for (int i = 0; i < 10; i++) {
                part.start(2);
                while (running.get() == 0) {
                    Thread.onSpinWait(); // until a run works, which the next start can't interrupt
                }
            }
            while (!part.result(Showcase.of(2), 1).contains("The work is done.")) {
                Thread.sleep(5);
            }
        }
        assertThat(most.get()).isEqualTo(1);
    }
}
