package org.rnnkit.testkit.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests of the limit for code that may never end. */
@Tag("slow")
class WorkLimitTest {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final CountDownLatch exceeded = new CountDownLatch(1);
    private final AtomicReference<String> words = new AtomicReference<>();
    private final AtomicReference<StackTraceElement[]> place = new AtomicReference<>();

    private WorkLimit start(int seconds) {
        return WorkLimit.start(seconds, (after, trace) -> {
            words.set(after);
            place.set(trace);
            exceeded.countDown();
        });
    }

    @Test
    void stopsCodeThatWorks() {
        WorkLimit limit = start(1);
        while (exceeded.getCount() > 0) {
            Thread.onSpinWait();
        }
        limit.stop();

        assertThat(words.get()).startsWith("after ");
        assertThat(Arrays.stream(place.get())).anyMatch(frame -> frame.getMethodName().equals("stopsCodeThatWorks"));
    }

    /** Such as a deadlock. It has four times as long. */
    @Test
    void stopsCodeThatWaits() throws InterruptedException {
        WorkLimit limit = start(1);

        assertThat(exceeded.await(2, TimeUnit.SECONDS)).isFalse();
        assertThat(exceeded.await(60, TimeUnit.SECONDS)).isTrue();
        limit.stop();
    }

    @Test
    void theTimeBeginsAgainWithEachTestAndEndsWithTheLast() {
        WorkLimit limit = start(1);
        work();
        limit.restart();
        work();
        limit.stop();
        work();

        assertThat(exceeded.getCount()).isEqualTo(1);
    }

    @Test
    void aPartOfATestHasTheWholeTimeAgain() {
        WorkLimit limit = start(1);
        work();
        WorkLimit.restartOfThread();
        work();
        limit.stop();
        WorkLimit.restartOfThread();

        assertThat(exceeded.getCount()).isEqualTo(1);
    }

    /** Works for less than a second. */
    private static void work() {
        long begun = THREADS.getCurrentThreadCpuTime();
        while (THREADS.getCurrentThreadCpuTime() - begun < 600_000_000) {
            Thread.onSpinWait();
        }
    }

    @Test
    void zeroSecondsAreNoLimit() throws InterruptedException {
        start(0);

        assertThat(exceeded.await(200, TimeUnit.MILLISECONDS)).isFalse();
    }

    @Test
    void tellsTheTimeThatHasPassedAndTheTimeThatCountsIfTheyDiffer() {
        assertThat(WorkLimit.words(5, 5, true)).isEqualTo("after 5 seconds");
        assertThat(WorkLimit.words(1, 1, true)).isEqualTo("after 1 second");
        assertThat(WorkLimit.words(20, 5, false)).isEqualTo("after 20 seconds");
        assertThat(WorkLimit.words(12, 5, true)).isEqualTo("after 12 seconds, 5 of them on a processor, which is the limit");
    }
}
