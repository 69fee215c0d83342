package org.rnnkit.toolkit;

import ai.djl.ndarray.NDList;

/** A rule that changes parameters by their gradients. */
@FunctionalInterface
public interface Updater {

    /**
     * Takes one step. Afterwards every gradient is zero again, ready for the next minibatch. An updater that keeps arrays of
     * its own for the next step makes sure that no manager or scope of the caller closes them.
     *
     * @param parameters the arrays to change in place, with gradients attached
     */
    void update(NDList parameters);
}
