package org.rnnkit.learner.showcase.worker;

import ai.djl.ndarray.NDManager;
import java.util.function.Consumer;

/**
 * What one step can do. The class of a step's showcase has the name of the step's class and "Showcase", so that it is found
 * by this name and goes away with its step.
 */
interface StepShowcase {

    /** The time of a training, in seconds, if the clock leaves as much. */
    double SECONDS = 10;
    /** The time of a training that is not watched, in seconds. */
    double SHORT = 6;

    /**
     * Runs the showcase.
     *
     * @param request the learner's inputs
     * @param manager the parent of all arrays
     * @param progress receives the record as far as it is known, again and again; the last one stays if the process is
     *     stopped
     * @return the record of the step's showcase
     */
    Object show(ShowcaseRequest request, NDManager manager, Consumer<Object> progress);
}
