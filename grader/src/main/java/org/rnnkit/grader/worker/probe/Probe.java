package org.rnnkit.grader.worker.probe;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;

/** A probe: it calls a step's code with given values and returns the raw results. */
@FunctionalInterface
public interface Probe {

    /** The name of the engine's seed in a question. The seed makes a step's random numbers repeatable. */
    String ENGINE_SEED = "engineSeed";

    /** The end of each probe's name, after the name of the step's class. */
    String SUFFIX = "Probe";

    /**
     * Calls the step's code.
     *
     * @param question the values to call it with
     * @param manager the owner of all arrays, closed afterwards
     * @return the results
     */
    ProbePayload ask(ProbePayload question, NDManager manager);

    /**
     * Seeds the engine with the question's seed and calls the step's code.
     *
     * @param className the name of the step's class, such as "OneHotEncoding"
     * @param question the values to call its code with
     * @param manager the owner of all arrays, closed afterwards
     * @return the results
     */
    static ProbePayload answer(String className, ProbePayload question, NDManager manager) {
        Engine.getInstance().setRandomSeed(question.integer(ENGINE_SEED));
        return of(className).ask(question, manager);
    }

    /**
     * Finds a step's probe by the name of its class.
     *
     * @param className the name of the step's class, such as "OneHotEncoding"
     * @return its probe
     * @throws IllegalStateException if the step has no probe
     */
    static Probe of(String className) {
        return StepParts.create(Probe.class, className, SUFFIX);
    }
}
