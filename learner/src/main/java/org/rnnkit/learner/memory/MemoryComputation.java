package org.rnnkit.learner.memory;

import java.util.function.DoubleConsumer;
import java.util.function.Function;
import org.rnnkit.grader.error.GraderException;

/** A measurement in the background, one at a time. */
final class MemoryComputation implements AutoCloseable {

    private static final int PERCENT = 100;

    private final Function<DoubleConsumer, Memory> run;
    private final Runnable changed;
    private MemoryState state = MemoryState.NOTHING;
    private Thread thread;

    /**
     * Prepares a computation.
     *
     * @param run measures, and passes on the finished part of the work; an interrupt stops it
     * @param changed called after each change of the state, at most about a hundred times a run
     */
    MemoryComputation(Function<DoubleConsumer, Memory> run, Runnable changed) {
        this.run = run;
        this.changed = changed;
    }

    /** Returns the state. */
    synchronized MemoryState state() {
        return state;
    }

    /** Starts a measurement, unless one runs. */
    void start() {
        synchronized (this) {
            if (thread != null) {
                return;
            }
            state = state.running(0);
            thread = new Thread(this::compute, "memory");
            thread.setDaemon(true);
            thread.start();
        }
        changed.run();
    }

    private void compute() {
        try {
            Memory memory = run.apply(this::report);
            finish(MemoryState.of(memory));
        } catch (RuntimeException | Error e) {
            finish(state().failed(GraderException.describe(e)));
        }
    }

    private void report(double part) {
        int percent = (int) (PERCENT * part);
        synchronized (this) {
            if (thread == null || percent == state.percent()) {
                return;
            }
            state = state.running(percent);
        }
        changed.run();
    }

    /** Ends this thread's measurement, unless the learner has stopped it. */
    private void finish(MemoryState end) {
        synchronized (this) {
            if (thread != Thread.currentThread()) {
                return;
            }
            thread = null;
            state = end;
        }
        changed.run();
    }

    /** Stops the measurement, if one runs. The last result stays. */
    void stop() {
        synchronized (this) {
            if (thread == null) {
                return;
            }
            thread.interrupt();
            thread = null;
            state = state.stopped();
        }
        changed.run();
    }

    @Override
    public void close() {
        stop();
    }
}
