package org.rnnkit.grader.sandbox;

import java.util.Optional;

/**
 * The result of looking for bubblewrap, and of running Java once in its sandbox.
 *
 * @param bubblewrap the sandbox; empty if it does not work here
 * @param message the reason why it does not; if it does, the first line that Java printed
 * @param remedy what to do about it; empty if it works
 */
public record SandboxTrial(Optional<Bubblewrap> bubblewrap, String message, String remedy) {

    /** Tells whether the sandbox works. */
    public boolean works() {
        return bubblewrap.isPresent();
    }
}
