package org.rnnkit.grader.sandbox;

import java.util.List;

/** A kind of sandbox: it turns a command into one that runs in the sandbox, with access to what it needs only. */
public sealed interface SandboxCommand permits Bubblewrap, Unshare, PlainProcess {

    /**
     * Returns the name of this kind.
     *
     * @return the name in the report and on the command line
     */
    IsolationKind kind();

    /**
     * Puts the sandbox around a command.
     *
     * @param command the program and its arguments
     * @param spec the files and devices that it needs
     * @return the command that runs the program in the sandbox
     */
    List<String> wrap(List<String> command, SandboxSpec spec);
}
