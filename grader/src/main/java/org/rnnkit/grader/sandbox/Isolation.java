package org.rnnkit.grader.sandbox;

import java.util.List;

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
public record Isolation(IsolationKind kind, String network, String files, String processes, String memory,
        List<String> missing, String description) {
}
