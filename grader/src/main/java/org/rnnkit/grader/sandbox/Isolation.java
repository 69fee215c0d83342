package org.rnnkit.grader.sandbox;

import java.util.List;

/**
 * What kept a student's code away from the rest of the machine.
 *
 * @param kind the means
 * @param network what of the network is open to it: "none" or "open"
 * @param files what of the file system is open to it
 * @param processes what it sees of other processes, and how many it may start
 * @param memory how much it may take, and who watches it
 * @param missing what could not be had here
 * @param description all that in a sentence
 */
public record Isolation(IsolationKind kind, String network, String files, String processes, String memory,
        List<String> missing, String description) {}
