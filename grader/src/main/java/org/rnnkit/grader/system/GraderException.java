package org.rnnkit.grader.system;

import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** An error of the grader or the machine. The student is not to blame, and there is no score. */
public final class GraderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public GraderException(String message) {
        super(message);
    }

    public GraderException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Makes the exception for a thread that was interrupted while it waited, and keeps it interrupted. */
    public static GraderException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new GraderException("interrupted", e);
    }

    /**
     * Waits for a task on another thread.
     *
     * @param failed what to say in front of the reason if the task has failed with any other exception than the kit's own
     */
    public static <T> T await(Future<T> task, String failed) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof GraderException graderError ? graderError
                    : e.getCause() instanceof UsageException usageError ? usageError
                    : new GraderException(failed + ": " + describe(e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /**
     * Describes an exception that stopped the grader: its message; with its cause, its type or what helps where the message
     * alone says too little. All commands and reports use this description.
     */
    public static String describe(Throwable problem) {
        return problem instanceof GraderException || problem instanceof UsageException ? problem.getMessage()
                : problem instanceof UncheckedIOException io ? io.getMessage() + ": " + io.getCause()
                : problem instanceof OutOfMemoryError ? "The grader ran out of memory (" + problem.getMessage()
                        + "). Give it more with the environment variable JAVA_TOOL_OPTIONS=-Xmx4g, or close other programs"
                : problem.toString();
    }
}
