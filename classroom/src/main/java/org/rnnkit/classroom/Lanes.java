package org.rnnkit.classroom;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that grade a class: one submission in each lane. While the steps of a submission take much longer than usual,
 * as with an endless loop, there is one more lane for the others.
 */
final class Lanes implements AutoCloseable {

    /** Several times as long as the steps of a right submission take on a busy machine. */
    private static final Duration USUAL = Duration.ofSeconds(20);

    private final int jobs;
    private final Duration usual;
    private final ThreadPoolExecutor submissions;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private int slow;

    /** Makes lanes for so many submissions at the same time; at most twice as many, while some are slow. */
    Lanes(int jobs) {
        this(jobs, USUAL);
    }

    Lanes(int jobs, Duration usual) {
        this.jobs = jobs;
        this.usual = usual;
        this.submissions = new ThreadPoolExecutor(jobs, jobs, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    }

    /** Grades a submission as soon as a lane is free. */
    <T> Future<T> submit(Callable<T> grading) {
        return submissions.submit(grading);
    }

    /** Begins to measure the time of a submission's steps. */
    Lane enter(int steps) {
        return new Lane(steps);
    }

    private synchronized boolean resize(int change) {
        if (slow + change > jobs || submissions.isShutdown()) {
            return false;
        }
        slow += change;
        submissions.setMaximumPoolSize(2 * jobs);
        submissions.setCorePoolSize(jobs + slow);
        return true;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        submissions.shutdownNow();
    }

    /** The lane of a submission whose steps run. */
    final class Lane implements AutoCloseable {

        private final ScheduledFuture<?> alarm = clock.schedule(this::addLane, usual.toMillis(), TimeUnit.MILLISECONDS);
        private int stepsLeft;
        private boolean isSlow;
        private boolean isOver;

        private Lane(int steps) {
            this.stepsLeft = steps;
        }

        private synchronized void addLane() {
            isSlow = !isOver && resize(1);
        }

        /** Notes that a step has its report. After the last one, a training may take its time. */
        synchronized void stepFinished() {
            stepsLeft--;
            if (stepsLeft == 0) {
                close();
            }
        }

        @Override
        public synchronized void close() {
            alarm.cancel(false);
            isOver = true;
            if (isSlow) {
                isSlow = false;
                resize(-1);
            }
        }
    }
}
