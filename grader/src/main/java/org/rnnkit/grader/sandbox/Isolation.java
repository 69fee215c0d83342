package org.rnnkit.grader.sandbox;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * The report's account of how a student's code was separated from the rest of the machine.
 *
 * @param kind bubblewrap or a plain process
 * @param network the access to the network: "none" or "open"
 * @param files the access to files
 * @param processes the access to other processes, and how many may be started
 * @param memory the memory limit, and whether a control group or a count enforces it
 * @param missing the protections that this machine does not offer, each as a sentence
 * @param description a summary in one sentence
 */
public record Isolation(Kind kind, String network, String files, String processes, String memory,
        List<String> missing, String description) {

    /** The kind of isolation that a worker process has. */
    public enum Kind {
        /** The sandbox: only what ran in it may give a mark. */
        BUBBLEWRAP,
        /** A plain process with limits and without a sandbox, for a learner's own code. */
        PROCESS;

        /**
         * Returns the word that reports and options use.
         *
         * @return such as "bubblewrap"
         */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
