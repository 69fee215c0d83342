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
import org.rnnkit.learner.background.BackgroundWork.Phase;
import org.rnnkit.learner.background.BackgroundWork.State;
import org.rnnkit.learner.studio.StudioEvents;

/** Tests of the measurement in the background. */
class MeasurementTest {

    private static final long SECONDS = 30;

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final AtomicInteger runs = new AtomicInteger();

    private static MemoryPart part(Function<DoubleConsumer, Memory> run) {
        return new MemoryPart(new StudioEvents(), run);
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

    private static void awaitEnd(MemoryPart part) throws InterruptedException {
        while (part.state().isActive()) {
            Thread.sleep(5);
        }
    }

    @Test
    void keepsTheResult() throws InterruptedException {
        Memory memory = MemorySamples.memory();
        try (MemoryPart part = part(progress -> memory)) {
            assertThat(part.state()).isEqualTo(new State<>(Phase.IDLE, "", 0, null));
            part.start();
            awaitEnd(part);
            assertThat(part.state()).isEqualTo(new State<>(Phase.FINISHED, "", 0, memory));
        }
    }

    @Test
    void runsOneMeasurementAtATimeAndTellsItsProgress() throws InterruptedException {
        try (MemoryPart part = part(this::endless)) {
            part.start();
            assertThat(begun.await(SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(part::start).isInstanceOf(UsageException.class).hasMessageContaining("running already");
            assertThat(runs).hasValue(1);
            assertThat(part.state().progress()).isEqualTo(25);
        }
    }

    @Test
    void stopsWithoutAProblemAndKeepsTheLastResult() throws InterruptedException {
        Memory memory = MemorySamples.memory();
        AtomicInteger starts = new AtomicInteger();
        try (MemoryPart part = part(progress -> starts.getAndIncrement() == 0 ? memory
                : endless(progress))) {
            part.start();
            awaitEnd(part);
            part.start();
            assertThat(begun.await(SECONDS, TimeUnit.SECONDS)).isTrue();
            part.stop();
            assertThat(interrupted.await(SECONDS, TimeUnit.SECONDS)).isTrue();
            awaitEnd(part);
            assertThat(part.state()).isEqualTo(new State<>(Phase.STOPPED, "", 25, memory));
        }
    }

    @Test
    void stopsWithTheStudio() throws InterruptedException {
        MemoryPart part = part(this::endless);
        part.start();
        assertThat(begun.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        part.close();
        assertThat(interrupted.await(SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void saysWhyItFailedAndCanStartAgain() throws InterruptedException {
        try (MemoryPart part = part(progress -> {
            throw new UsageException("Steps 1 to 5 do not pass.");
        })) {
            for (int i = 0; i < 2; i++) {
                part.start();
                awaitEnd(part);
                assertThat(part.state().message()).isEqualTo("Steps 1 to 5 do not pass.");
            }
        }
    }
}
