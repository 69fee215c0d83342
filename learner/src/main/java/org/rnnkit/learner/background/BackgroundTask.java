package org.rnnkit.learner.background;

import java.util.function.BooleanSupplier;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.toolkit.TextSource.TextException;

/** A task in a thread of its own. It runs at most once at a time and can be stopped. */
public final class BackgroundTask implements AutoCloseable {

    private static final long CLOSE_MILLIS = 10_000;

    /** The phase of a task. */
    public enum Phase {
        /** It was never started. */
        IDLE,
        /** It runs. */
        RUNNING,
        /** It was told to stop and has not ended yet. */
        STOPPING,
        /** It came to its end. */
        FINISHED,
        /** The user stopped it. */
        STOPPED,
        /** It failed. */
        FAILED;

        /**
         * Tells whether the task has begun and not ended.
         *
         * @return whether it runs, or is being stopped
         */
        public boolean isActive() {
            return this == RUNNING || this == STOPPING;
        }
    }

    /**
     * The state of a task.
     *
     * @param phase the phase
     * @param message the reason for {@link Phase#FAILED}; empty in other phases
     */
    public record Status(Phase phase, String message) {

        /**
         * Tells whether the task has begun and not ended.
         *
         * @return whether it runs, or is being stopped
         */
        public boolean isActive() {
            return phase.isActive();
        }
    }

    /** The work of a task. */
    @FunctionalInterface
    public interface Work {

        /**
         * Works to the end. When the task is stopped, the thread is interrupted.
         *
         * @param wanted tells whether the task has not been stopped
         * @throws UsageException if the user or the user's code is the reason why it fails
         * @throws GraderException if the machine or the kit is the reason
         */
        void run(BooleanSupplier wanted);
    }

    private final String name;
    private final Runnable changed;
    private Status status = new Status(Phase.IDLE, "");
    private Thread thread;
    private boolean closed;

    /**
     * Makes a task that is not started.
     *
     * @param name the name for messages, such as "A training"
     * @param changed called after each change of the status
     */
    public BackgroundTask(String name, Runnable changed) {
        this.name = name;
        this.changed = changed;
    }

    /**
     * Starts the task.
     *
     * @param work the work
     * @throws UsageException if the task runs already
     */
    public void start(Work work) {
        synchronized (this) {
            if (status.isActive()) {
                throw new UsageException(name + " is running already. Wait for its end, or stop it first.");
            }
            if (closed) {
                throw new UsageException("The studio is being closed, so nothing new starts.");
            }
            status = new Status(Phase.RUNNING, "");
            thread = new Thread(() -> run(work), "rnnkit: " + name);
            thread.setDaemon(true);
            thread.start();
        }
        changed.run();
    }

    /** Tells the task to stop. If it does not run, nothing happens. */
    public void stop() {
        synchronized (this) {
            if (status.phase() != Phase.RUNNING) {
                return;
            }
            status = new Status(Phase.STOPPING, "");
            thread.interrupt();
        }
        changed.run();
    }

    /**
     * Returns the task's state.
     *
     * @return the state
     */
    public synchronized Status status() {
        return status;
    }

    private void run(Work work) {
        Status end;
        try {
            work.run(() -> status().phase() == Phase.RUNNING);
            end = new Status(Phase.FINISHED, "");
        } catch (UsageException | GraderException | TextException e) {
            end = new Status(Phase.FAILED, e.getMessage());
        } catch (RuntimeException | Error e) {
            end = new Status(Phase.FAILED, "This is an error of the kit: " + e);
        }
        synchronized (this) {
            // An exception that follows an interrupt is a consequence of the user's stop, not a failure.
            boolean stopped = status.phase() == Phase.STOPPING && end.phase() == Phase.FAILED;
            status = stopped ? new Status(Phase.STOPPED, "") : end;
        }
        changed.run();
    }

    /** Stops the task and waits until it has ended, but not forever. It can't be started after that. */
    @Override
    public void close() {
        Thread last;
        synchronized (this) {
            closed = true;
            last = thread;
        }
        stop();
        try {
            if (last != null) {
                last.join(CLOSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
