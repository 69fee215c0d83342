package org.rnnkit.learner.watch;

/** A signal that files may have changed. */
@FunctionalInterface
interface ChangeSignal {

    /**
     * Waits for the next signal.
     *
     * @throws InterruptedException if this thread is interrupted
     */
    void await() throws InterruptedException;
}
