package org.rnnkit.learner.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.error.UsageException;

/** Tests of the measurement in the background. */
class MemoryComputationTest {

    private static final long SECONDS = 30;

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger changes = new AtomicInteger();

    private MemoryComputation computation(Function<DoubleConsumer, Memory> run) {
        return new MemoryComputation(run, changes::incrementAndGet);
    }

    /** Runs until it is interrupted, as a worker process does. */
    private Memory endless(DoubleConsumer progress) {
        runs.incrementAndGet();
        progress.accept(0.25);
        progress.accept(0.2501);
        begun.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            interrupted.countDown();
        }
        throw new GraderException("interrupted");
    }

    private static void awaitEnd(MemoryComputation computation) throws InterruptedException {
        while (computation.state().isRunning()) {
            Thread.sleep(5);
        }
    }

    @Test
    void keepsTheResult() throws InterruptedException {
        Memory memory = MemorySamples.memory();
        try (MemoryComputation computation = computation(progress -> memory)) {
            assertThat(computation.state()).isEqualTo(new MemoryState(-1, false, null, null));
            computation.start();
            awaitEnd(computation);
            assertThat(computation.state()).isEqualTo(new MemoryState(-1, false, null, memory));
        }
    }

    @Test
    void runsOneMeasurementAtATimeAndTellsItsProgress() throws InterruptedException {
        try (MemoryComputation computation = computation(this::endless)) {
            computation.start();
            assertThat(begun.await(SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(computation::start).isInstanceOf(UsageException.class).hasMessageContaining("running already");
            assertThat(runs).hasValue(1);
            assertThat(computation.state().percent()).isEqualTo(25);
            assertThat(changes).as("one for the start, one for 25 %%").hasValue(2);
        }
    }

    @Test
    void stopsWithoutAProblemAndKeepsTheLastResult() throws InterruptedException {
        Memory memory = MemorySamples.memory();
        AtomicInteger starts = new AtomicInteger();
        try (MemoryComputation computation = computation(progress -> starts.getAndIncrement() == 0 ? memory
                : endless(progress))) {
            computation.start();
            awaitEnd(computation);
            computation.start();
            assertThat(begun.await(SECONDS, TimeUnit.SECONDS)).isTrue();
            computation.stop();
            assertThat(interrupted.await(SECONDS, TimeUnit.SECONDS)).isTrue();
            awaitEnd(computation);
            assertThat(computation.state()).isEqualTo(new MemoryState(-1, false, null, memory));
        }
    }

    @Test
    void stopsWithTheStudio() throws InterruptedException {
        MemoryComputation computation = computation(this::endless);
        computation.start();
        assertThat(begun.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        computation.close();
        assertThat(interrupted.await(SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void saysWhyItFailedAndCanStartAgain() throws InterruptedException {
        try (MemoryComputation computation = computation(progress -> {
            throw new UsageException("Steps 1 to 5 do not pass.");
        })) {
            for (int i = 0; i < 2; i++) {
                computation.start();
                awaitEnd(computation);
                assertThat(computation.state().problem()).isEqualTo("Steps 1 to 5 do not pass.");
            }
        }
    }
}
