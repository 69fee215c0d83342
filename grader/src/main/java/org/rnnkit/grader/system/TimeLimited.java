package org.rnnkit.grader.system;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.rnnkit.grader.error.GraderException;

/**
 * A call with a time limit, for work on a submission's sources within this process. Some sources make a parser run
 * forever; it runs on a daemon thread that can be abandoned, since Java can't stop a thread.
 */
public final class TimeLimited {

    /** Enough for the deepest source that a person writes. */
    private static final long STACK_BYTES = 8 << 20;

    private TimeLimited() {}

    /**
     * Does the work.
     *
     * @param name the thread's name
     * @param limit the time limit
     * @param work the work
     * @param <T> the type of its result
     * @return its result, which is not null; empty if it took longer than the limit
     * @throws ExecutionException if it ended in an exception
     */
    public static <T> Optional<T> call(String name, Duration limit, Callable<T> work) throws ExecutionException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(null, task, name, STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            return Optional.of(task.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GraderException("interrupted", e);
        }
    }
}
