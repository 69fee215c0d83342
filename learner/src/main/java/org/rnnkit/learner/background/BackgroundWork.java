package org.rnnkit.learner.background;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.toolkit.TextException;

/**
 * Work in the background of the studio, such as a training. It starts, reports its progress, can be stopped, and keeps its
 * last result, or the reason why it failed. It runs at most once at a time, in a thread of its own.
 *
 * @param <P> the type of the progress, an immutable value
 * @param <R> the type of the result
 */
public final class BackgroundWork<P, R> implements AutoCloseable {

    private static final long CLOSE_MILLIS = 10_000;
    /** Progress is announced at most five times a second, however often it is reported. */
    private static final long PROGRESS_MILLIS = 200;
    private static final int MAX_MESSAGE = 4_000;

    private final String name;
    private final Runnable progressed;
    private final Runnable changed;
    private final AtomicBoolean announces = new AtomicBoolean();
    private WorkState<P, R> state;
    private Run current;
    private Thread thread;
    private boolean closed;

    /** The work itself. */
    @FunctionalInterface
    public interface Work<P, R> {

        /** Works to the end. When the user stops it, the thread is interrupted. */
        R run(WorkProgress<P> progress);
    }

    /**
     * Makes work that is not started.
     *
     * @param name the name for messages, such as "A training"
     * @param progressed called after changes of the progress, at most five times a second
     * @param changed called after each change of the phase
     */
    public BackgroundWork(String name, P none, Runnable progressed, Runnable changed) {
        this.name = name;
        this.progressed = progressed;
        this.changed = changed;
        this.state = new WorkState<>(WorkPhase.IDLE, "", none, null);
    }

    /**
     * Starts the work.
     *
     * @throws UsageException if it runs already
     */
    public void start(P first, Work<P, R> work) {
        synchronized (this) {
            if (state.isActive()) {
                throw new UsageException(name + " is running already. Wait for its end, or stop it first.");
            }
            if (closed) {
                throw new UsageException("The studio is being closed, so nothing new starts.");
            }
            state = new WorkState<>(WorkPhase.RUNNING, "", first, state.result());
            Run run = new Run();
            current = run;
            thread = new Thread(() -> work(work, run), "rnnkit: " + name);
            thread.setDaemon(true);
            thread.start();
        }
        changed.run();
    }

    private void work(Work<P, R> work, Run run) {
        try {
            end(WorkPhase.FINISHED, "", work.run(run));
        } catch (UsageException | GraderException | TextException | StepsFailure e) {
            fail(e.getMessage());
        } catch (RuntimeException | Error e) {
            fail("This is an error of the kit: " + e);
        }
    }

    /** An exception after a stop is a consequence of the interrupt, not a failure. */
    private void fail(String message) {
        boolean stopped = state().phase() == WorkPhase.STOPPING;
        end(stopped ? WorkPhase.STOPPED : WorkPhase.FAILED, stopped ? "" : Printable.cut(Printable.of(message), MAX_MESSAGE),
                state().result());
    }

    private void end(WorkPhase phase, String message, R result) {
        synchronized (this) {
            state = new WorkState<>(phase, message, state.progress(), result);
        }
        changed.run();
    }

    /** Tells the work to stop. If it does not run, nothing happens. */
    public void stop() {
        synchronized (this) {
            if (state.phase() != WorkPhase.RUNNING) {
                return;
            }
            state = new WorkState<>(WorkPhase.STOPPING, "", state.progress(), state.result());
            thread.interrupt();
        }
        changed.run();
    }

    /** Returns the state of the work that runs, or that ran last. */
    public synchronized WorkState<P, R> state() {
        return state;
    }

    /** One start of the work. */
    private final class Run implements WorkProgress<P> {

        @Override
        public void update(UnaryOperator<P> change) {
            synchronized (BackgroundWork.this) {
                if (current != this) {
                    return;
                }
                state = new WorkState<>(state.phase(), state.message(), change.apply(state.progress()), state.result());
            }
            if (announces.compareAndSet(false, true)) {
                CompletableFuture.delayedExecutor(PROGRESS_MILLIS, TimeUnit.MILLISECONDS).execute(() -> {
                    announces.set(false);
                    progressed.run();
                });
            }
        }

        @Override
        public void requireWanted() {
            if (state().phase() != WorkPhase.RUNNING) {
                throw new UsageException(name + " was stopped.");
            }
        }
    }

    /** Stops the work and waits until it has ended, but not forever. It can't be started after that. */
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
