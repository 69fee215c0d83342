package org.rnnkit.learner.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.learner.Waiting;
import org.rnnkit.learner.background.BackgroundTask.Phase;
import org.rnnkit.learner.background.BackgroundTask.Status;

/** Tests of the phases of a background task. */
class BackgroundTaskTest {

    private final AtomicInteger changes = new AtomicInteger();
    private final BackgroundTask task = new BackgroundTask("A test", changes::incrementAndGet);
    private final CountDownLatch never = new CountDownLatch(1);

    private void waitForever() {
        try {
            never.await();
        } catch (InterruptedException stopped) {
            throw new GraderException("interrupted", stopped);
        }
    }

    private Status end() {
        Waiting.until("the task's end", () -> !task.status().isActive());
        return task.status();
    }

    @Test
    void runsToItsEnd() {
        assertThat(task.status()).isEqualTo(new Status(Phase.IDLE, ""));

        task.start(wanted -> assertThat(wanted.getAsBoolean()).isTrue());

        assertThat(end()).isEqualTo(new Status(Phase.FINISHED, ""));
        Waiting.until("start and end are announced", () -> changes.get() == 2);
    }

    @Test
    void saysWhyItFailed() {
        task.start(wanted -> {
            throw new UsageException("Step 4 failed.");
        });
        assertThat(end()).isEqualTo(new Status(Phase.FAILED, "Step 4 failed."));

        task.start(wanted -> {
            throw new IllegalStateException("a mistake of the kit");
        });
        assertThat(end().message()).contains("error of the kit", "a mistake of the kit");
    }

    @Test
    void isStoppedByTheUserAndCanBeStartedAgain() {
        task.start(wanted -> waitForever());
        assertThat(task.status().phase()).isEqualTo(Phase.RUNNING);

        task.stop();
        assertThat(end()).isEqualTo(new Status(Phase.STOPPED, ""));
        task.start(wanted -> { });
        assertThat(end().phase()).isEqualTo(Phase.FINISHED);
    }

    @Test
    void runsOnceAtATime() {
        task.start(wanted -> waitForever());

        assertThatThrownBy(() -> task.start(wanted -> { })).isInstanceOf(UsageException.class)
                .hasMessage("A test is running already. Wait for its end, or stop it first.");
        task.close();
    }

    /** A result that is complete when the user stops is not thrown away. */
    @Test
    void hasFinishedIfItsWorkIsCompleteInSpiteOfAStop() {
        task.start(wanted -> {
            while (wanted.getAsBoolean()) {
                Thread.onSpinWait();
            }
        });
        task.stop();

        assertThat(end().phase()).isEqualTo(Phase.FINISHED);
    }

    @Test
    void doesNothingWhenStoppedWithoutRunning() {
        task.stop();

        assertThat(task.status().phase()).isEqualTo(Phase.IDLE);
        assertThat(changes).hasValue(0);
    }

    @Test
    void endsWhenItIsClosedAndNeverStartsAgain() {
        task.start(wanted -> waitForever());

        task.close();

        assertThat(task.status().phase()).isEqualTo(Phase.STOPPED);
        assertThatThrownBy(() -> task.start(wanted -> { })).isInstanceOf(UsageException.class).hasMessageContaining("closed");
    }
}
