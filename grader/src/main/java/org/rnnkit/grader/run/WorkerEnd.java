package org.rnnkit.grader.run;

import java.util.stream.Collectors;
import org.rnnkit.grader.GraderTrouble;
import org.rnnkit.grader.isolation.Breach;

/**
 * How a worker ended.
 *
 * @param ready whether it got to the steps' code
 * @param breach the limit that it was stopped at; null if there is none
 * @param exitValue its exit value
 * @param out the beginning of what it printed
 * @param err the beginning of what it printed to standard error
 */
record WorkerEnd(boolean ready, Breach breach, int exitValue, String out, String err) {

    /** Tells whether it was stopped at a limit: whatever result it left then is none. */
    boolean stopped() {
        return breach != null;
    }

    /**
     * Asks for an end that is the steps' matter.
     *
     * @throws GraderTrouble if the process did not even get to the steps' code
     */
    void demandReady() {
        if (!ready) {
            throw new GraderTrouble("The process for the steps' code does not start (exit value " + exitValue
                    + (stopped() ? ", it " + breach.words() : "") + "): "
                    + (err + out).lines().limit(3).collect(Collectors.joining(" / ")));
        }
    }

    /**
     * Names the cause where there is no result.
     *
     * @return in words
     */
    String cause() {
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
}
