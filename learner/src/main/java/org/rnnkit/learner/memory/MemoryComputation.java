package org.rnnkit.learner.memory;

import java.util.function.DoubleConsumer;
import java.util.function.Function;
import org.rnnkit.learner.background.BackgroundTask;
import org.rnnkit.learner.background.BackgroundTask.Phase;
import org.rnnkit.learner.background.BackgroundTask.Status;

/** A measurement in the background, one at a time. The last result stays until there is a new one. */
final class MemoryComputation implements AutoCloseable {

    private static final int PERCENT = 100;

    private final Function<DoubleConsumer, Memory> run;
    private final Runnable changed;
    private final BackgroundTask task;
    private volatile int percent;
    private volatile Memory memory;

    /**
     * Prepares a computation.
     *
     * @param run measures, and passes on the finished part of the work; an interrupt stops it
     * @param changed called after each change of the state, at most about a hundred times in a measurement
     */
    MemoryComputation(Function<DoubleConsumer, Memory> run, Runnable changed) {
        this.run = run;
        this.changed = changed;
        this.task = new BackgroundTask("A measurement", changed);
    }

    /** Returns the state. */
    MemoryState state() {
        Status status = task.status();
        return new MemoryState(status.isActive() ? percent : -1, status.phase() == Phase.STOPPING,
                status.phase() == Phase.FAILED ? status.message() : null, memory);
    }

    /**
     * Starts a measurement.
     *
     * @throws org.rnnkit.grader.error.UsageException if one runs already
     */
    void start() {
        task.start(wanted -> {
            percent = 0;
            memory = run.apply(this::report);
        });
    }

    private void report(double part) {
        int finished = (int) (PERCENT * part);
        if (finished != percent) {
            percent = finished;
            changed.run();
        }
    }

    /** Stops the measurement, if one runs. */
    void stop() {
        task.stop();
    }

    @Override
    public void close() {
        task.close();
    }
}
