package org.rnnkit.grader.report;

/**
 * What kept a student's code away from the rest of the machine.
 *
 * @param kind the means
 * @param description what it does and does not do
 */
public record Isolation(String kind, String description) {

    /** A plain process. */
    public static final Isolation PROCESS = new Isolation("process",
            "each step in a process of its own, with limits on time and heap and a bare environment; "
                    + "files and network are open to it");
}
