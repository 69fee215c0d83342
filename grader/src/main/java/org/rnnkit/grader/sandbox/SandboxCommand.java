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
     * @param megabytes the most that it may write to its working folder; this folder is 1 MB larger where its size is
     *     limited, so that the excess is noticed
     * @return the command that runs the program in the sandbox
     */
    List<String> wrap(List<String> command, SandboxSpec spec, int megabytes);

    /**
     * Lists the protections that other sandboxes have and this one has not.
     *
     * @return each as a sentence, for the report
     */
    List<String> missing();
}
