package org.rnnkit.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests that slow submissions hold up no others. A lane that is missing shows as a timeout. */
@Timeout(60)
class LanesTest {

    private final CountDownLatch end = new CountDownLatch(1);

    /** Grades a submission with one step that runs until the test ends it. */
    private void gradeLoop(Lanes lanes) throws Exception {
        try (Lanes.Lane lane = lanes.enter(1)) {
            end.await();
            lane.stepFinished();
        }
    }

    private Future<?> loop(Lanes lanes) {
        return lanes.submit(() -> {
            gradeLoop(lanes);
            return null;
        });
    }

    @Test
    void othersAreGradedWhileTwoNeverEnd() throws Exception {
        try (Lanes lanes = new Lanes(2, Duration.ofMillis(10))) {
            List<Future<?>> loops = List.of(loop(lanes), loop(lanes));

            assertThat(lanes.submit(() -> "graded").get()).isEqualTo("graded");

            end.countDown();
            for (Future<?> loop : loops) {
                loop.get();
            }
        }
    }

    /** With 1 lane there are never more than 2: the third loop begins only after one of the first two has ended. */
    @Test
    void thereAreNeverMoreThanTwiceAsMany() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        try (Lanes lanes = new Lanes(1, Duration.ofMillis(10))) {
            List<Future<?>> all = new ArrayList<>();
            List<Thread> running = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                all.add(lanes.submit(() -> {
                    synchronized (running) {
                        running.add(Thread.currentThread());
                    }
                    begun.countDown();
                    gradeLoop(lanes);
                    return null;
                }));
            }
            begun.await();
            Thread.sleep(100);
            synchronized (running) {
                assertThat(running).hasSize(2);
            }
            end.countDown();
            for (Future<?> one : all) {
                one.get();
            }
        }
    }
}
