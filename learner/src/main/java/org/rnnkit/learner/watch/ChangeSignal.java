package org.rnnkit.learner.watch;

/** Rings when files may have changed. */
@FunctionalInterface
interface ChangeSignal {

    /**
     * Waits until it rings.
     *
     * @throws InterruptedException if this thread is interrupted
     */
    void await() throws InterruptedException;
}
