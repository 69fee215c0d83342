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
 * Work on a submission's sources within this process: a parser's, say. Sources can be made that none gets to the
 * end of, and nothing stops it from outside, so that it has a thread that can be left behind.
 */
public final class TimeLimited {

    /** Deep enough for whatever a person writes. */
    private static final long STACK_BYTES = 8 << 20;

    private TimeLimited() {}

    /**
     * Does the work.
     *
     * @param name of the thread
     * @param limit how long it may take
     * @param work what to do
     * @param <T> what comes of it
     * @return what came of it; nothing where it was left behind
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
