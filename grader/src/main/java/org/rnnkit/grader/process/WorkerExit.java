package org.rnnkit.grader.process;

import java.util.stream.Collectors;
import org.rnnkit.grader.sandbox.LimitExceeded;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.worker.FailureSource;
import org.rnnkit.grader.worker.WorkerFailure;

/**
 * The end of a worker process.
 *
 * @param begun whether it has begun to run the steps' code
 * @param exceeded the limit at which it was stopped; null if it ended by itself
 * @param printed the beginning of what it printed
 */
public record WorkerExit(boolean begun, LimitExceeded exceeded, int exitValue, String printed) {

    /** A part of the message with which the virtual machine ends when the system gives it no memory. */
    private static final String NO_MEMORY = "insufficient memory for the Java Runtime Environment";

    /** Tells whether a limit stopped it. */
    public boolean stopped() {
        return exceeded != null;
    }

    /**
     * Checks that the worker has begun to run the steps' code, so that the steps are the cause of its end.
     *
     * @throws GraderException if it has not
     */
    public void requireBegun() {
        if (!begun) {
            throw new GraderException("The process for the steps' code does not start (exit value " + exitValue
                    + (stopped() ? ", it " + exceeded.description() : "") + "): "
                    + printed.lines().limit(3).collect(Collectors.joining(" / ")));
        }
    }

    /** Returns the cause of the end, for a worker without a result: the end of a sentence that begins with "Your code". */
    public String cause() {
        if (stopped()) {
            return exceeded.description();
        }
        if (printed.contains("java.lang.OutOfMemoryError") || printed.contains(NO_MEMORY)) {
            return "ran out of memory";
        }
        if (exitValue == 137) {
            return "was killed (exit value 137)";
        }
        if (printed.contains("A fatal error has been detected by the Java Runtime Environment")
                || exitValue == 134 || exitValue == 139) {
            return "crashed the Java virtual machine (exit value " + exitValue + ")";
        }
        return "ended the Java virtual machine (exit value " + exitValue + "; does it call System.exit?)";
    }

    /**
     * Throws the exception for a worker's failure, unless the steps are its cause.
     *
     * @throws UsageException if the user asked for something that can't be done
     * @throws GraderException if the machine or the kit is to blame
     */
    public static void raise(WorkerFailure failure) {
        if (failure.source() == FailureSource.USER) {
            throw new UsageException(failure.message());
        } else if (failure.source() == FailureSource.MACHINE) {
            throw new GraderException(failure.message());
        }
    }
}
