package org.rnnkit.grader.sandbox;

import java.util.List;

/** A way to start a program such that it sees no more of the machine than it needs. */
public sealed interface SandboxCommand permits Bubblewrap, Unshare, PlainProcess {

    /**
     * Names the means.
     *
     * @return as the report and the options call it
     */
    IsolationKind kind();

    /**
     * Puts the sandbox around a command.
     *
     * @param command the program and its arguments
     * @param needs what it has to see
     * @return what to start
     */
    List<String> wrap(List<String> command, SandboxSpec needs);
}
