package org.rnnkit.toolkit;

import ai.djl.ndarray.NDList;

/** A rule that changes parameters by their gradients. */
@FunctionalInterface
public interface Updater {

    /**
     * Takes one step. Afterwards every gradient is zero again, ready for the next minibatch.
     *
     * @param parameters the arrays to change in place, with gradients attached
     */
    void update(NDList parameters);
}
