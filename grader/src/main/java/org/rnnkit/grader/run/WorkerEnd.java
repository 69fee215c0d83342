package org.rnnkit.grader.run;

import java.time.Duration;
import java.util.stream.Collectors;
import org.rnnkit.grader.GraderTrouble;

/**
 * How a worker ended.
 *
 * @param ready whether it got to the steps' code
 * @param timedOut whether it was killed at its time limit
 * @param exitValue its exit value
 * @param out the beginning of what it printed
 * @param err the beginning of what it printed to standard error
 */
record WorkerEnd(boolean ready, boolean timedOut, int exitValue, String out, String err) {

    /**
     * Asks for an end that is the steps' matter.
     *
     * @throws GraderTrouble if the process did not even get to the steps' code
     */
    void demandReady() {
        if (!ready) {
            throw new GraderTrouble("The process for the steps' code does not start (exit value " + exitValue
                    + (timedOut ? ", stopped at its time limit" : "") + "): "
                    + (err + out).lines().limit(3).collect(Collectors.joining(" / ")));
        }
    }

    /**
     * Names the cause where there is no result.
     *
     * @param limit how long it was allowed to take
     * @return in words
     */
    String cause(Duration limit) {
        if (timedOut) {
            return "took longer than " + limit.toSeconds() + " seconds and was stopped (an endless loop?)";
        }
        if (err.contains("java.lang.OutOfMemoryError") || out.contains("java.lang.OutOfMemoryError")) {
            return "ran out of memory";
        }
        if (exitValue == 137) {
            return "was killed by the system, most likely for the memory it took";
        }
        if (out.contains("A fatal error has been detected by the Java Runtime Environment")
                || exitValue == 134 || exitValue == 139) {
            return "crashed the Java virtual machine (exit value " + exitValue + ")";
        }
        return "ended the Java virtual machine (exit value " + exitValue + "; does it call System.exit?)";
    }
}
