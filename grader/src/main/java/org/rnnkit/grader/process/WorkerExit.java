package org.rnnkit.grader.process;

import java.util.stream.Collectors;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.sandbox.LimitExceeded;
import org.rnnkit.grader.worker.WorkerFailure;

/**
 * How a worker ended.
 *
 * @param ready whether it got to the steps' code
 * @param seconds how long it took from then on
 * @param breach the limit that it was stopped at; null if there is none
 * @param exitValue its exit value
 * @param out the beginning of what it printed
 * @param err the beginning of what it printed to standard error
 */
public record WorkerExit(boolean ready, double seconds, LimitExceeded breach, int exitValue, String out, String err) {

    /** Tells whether it was stopped at a limit: whatever result it left then is none. */
    public boolean stopped() {
        return breach != null;
    }

    /**
     * Asks for an end that is the steps' matter.
     *
     * @throws GraderException if the process did not even get to the steps' code
     */
    public void requireReady() {
        if (!ready) {
            throw new GraderException("The process for the steps' code does not start (exit value " + exitValue
                    + (stopped() ? ", it " + breach.words() : "") + "): "
                    + (err + out).lines().limit(3).collect(Collectors.joining(" / ")));
        }
    }

    /**
     * Names the cause where there is no result.
     *
     * @return in words
     */
    public String cause() {
        if (stopped()) {
            return breach.words();
        }
        if (err.contains("java.lang.OutOfMemoryError") || out.contains("java.lang.OutOfMemoryError")) {
            return "ran out of memory";
        }
        if (exitValue == 137) {
            return "was killed (exit value 137)";
        }
        if (out.contains("A fatal error has been detected by the Java Runtime Environment")
                || exitValue == 134 || exitValue == 139) {
            return "crashed the Java virtual machine (exit value " + exitValue + ")";
        }
        return "ended the Java virtual machine (exit value " + exitValue + "; does it call System.exit?)";
    }

    /**
     * Ends the command where a failure is not the steps' own matter.
     *
     * @param failure why the worker did not get to its end
     * @throws UsageException if the user asked for something that can't be done
     * @throws GraderException if the machine or the kit is to blame
     */
    public static void raise(WorkerFailure failure) {
        switch (failure.source()) {
            case USER -> throw new UsageException(failure.message());
            case MACHINE -> throw new GraderException(failure.message());
            case STEPS -> { }
            default -> throw new IllegalStateException("no such source: " + failure.source());
        }
    }
}
