package org.rnnkit.learner.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.learner.Waiting;

/** Tests of work in the background: its phases, its progress, its result. */
class BackgroundWorkTest {

    private final AtomicInteger changes = new AtomicInteger();
    private final AtomicInteger progressed = new AtomicInteger();
    private final BackgroundWork<Integer, String> work = new BackgroundWork<>("A test", 0, progressed::incrementAndGet,
            changes::incrementAndGet);
    private final CountDownLatch never = new CountDownLatch(1);

    private String waitForever() {
        try {
            never.await();
            return "never";
        } catch (InterruptedException stopped) {
            throw new GraderException("interrupted", stopped);
        }
    }

    private WorkState<Integer, String> end() {
        Waiting.until("the end of the work", () -> !work.state().isActive());
        return work.state();
    }

    @Test
    void runsToItsEndAndKeepsItsResult() {
        assertThat(work.state()).isEqualTo(new WorkState<>(WorkPhase.IDLE, "", 0, null));

        work.start(1, progress -> {
            progress.requireWanted();
            return "result";
        });

        assertThat(end()).isEqualTo(new WorkState<>(WorkPhase.FINISHED, "", 1, "result"));
        Waiting.until("start and end are announced", () -> changes.get() == 2);
    }

    @Test
    void saysWhyItFailedAndKeepsTheResultBefore() {
        work.start(0, progress -> "result");
        end();
        work.start(0, progress -> {
            throw new UsageException("Step 4 failed.");
        });
        assertThat(end()).isEqualTo(new WorkState<>(WorkPhase.FAILED, "Step 4 failed.", 0, "result"));

        work.start(0, progress -> {
            throw new IllegalStateException("a mistake of the kit");
        });
        assertThat(end().message()).contains("error of the kit", "a mistake of the kit");
    }

    @Test
    void isStoppedByTheUserAndCanBeStartedAgain() {
        work.start(0, progress -> waitForever());
        assertThat(work.state().phase()).isEqualTo(WorkPhase.RUNNING);

        work.stop();
        assertThat(end()).isEqualTo(new WorkState<>(WorkPhase.STOPPED, "", 0, null));
        work.start(0, progress -> "result");
        assertThat(end().phase()).isEqualTo(WorkPhase.FINISHED);
    }

    @Test
    void runsOnceAtATime() {
        work.start(0, progress -> waitForever());

        assertThatThrownBy(() -> work.start(0, progress -> "second")).isInstanceOf(UsageException.class)
                .hasMessage("A test is running already. Wait for its end, or stop it first.");
        work.close();
    }

    /** A result that is complete when the user stops is not thrown away. */
    @Test
    void hasFinishedIfItsWorkIsCompleteInSpiteOfAStop() {
        CountDownLatch begun = new CountDownLatch(1);
        work.start(0, progress -> {
            begun.countDown();
            while (!Thread.interrupted()) {
                Thread.onSpinWait();
            }
            assertThatThrownBy(progress::requireWanted).isInstanceOf(UsageException.class).hasMessage("A test was stopped.");
            return "complete";
        });
        Waiting.until("the work", () -> begun.getCount() == 0);
        work.stop();

        assertThat(end()).isEqualTo(new WorkState<>(WorkPhase.FINISHED, "", 0, "complete"));
    }

    @Test
    void doesNothingWhenStoppedWithoutRunning() {
        work.stop();

        assertThat(work.state().phase()).isEqualTo(WorkPhase.IDLE);
        assertThat(changes).hasValue(0);
    }

    @Test
    void endsWhenItIsClosedAndNeverStartsAgain() {
        work.start(0, progress -> waitForever());

        work.close();

        assertThat(work.state().phase()).isEqualTo(WorkPhase.STOPPED);
        assertThatThrownBy(() -> work.start(0, progress -> "")).isInstanceOf(UsageException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void announcesMuchProgressTogetherAndNothingWithoutProgress() {
        work.start(0, progress -> {
            for (int i = 0; i < 1_000; i++) {
                progress.update(count -> count + 1);
            }
            return "";
        });

        assertThat(end().progress()).isEqualTo(1_000);
        Waiting.until("the progress is announced", () -> progressed.get() > 0);
        assertThat(progressed).hasValueLessThan(10);
        int announced = progressed.get();
        work.start(0, progress -> "");
        end();
        assertThat(progressed).hasValue(announced);
    }

    @Test
    void announcesProgressThatComesAfterAnAnnouncement() {
        AtomicReference<WorkProgress<Integer>> running = new AtomicReference<>();
        work.start(0, progress -> {
            running.set(progress);
            return waitForever();
        });
        Waiting.until("the work", () -> running.get() != null);
        for (int i = 1; i <= 3; i++) {
            int expected = i;
            running.get().update(count -> expected);
            Waiting.until("announcement " + i, () -> progressed.get() == expected);
        }
        work.close();
    }

    /** The lines of a worker that was stopped may come late. */
    @Test
    void ignoresTheProgressOfAnEarlierStart() {
        AtomicReference<WorkProgress<Integer>> earlier = new AtomicReference<>();
        work.start(0, progress -> {
            earlier.set(progress);
            return "";
        });
        end();
        work.start(5, progress -> {
            earlier.get().update(count -> 99);
            return "";
        });

        assertThat(end().progress()).isEqualTo(5);
    }
}
