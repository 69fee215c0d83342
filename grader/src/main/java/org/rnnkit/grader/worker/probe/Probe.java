package org.rnnkit.grader.worker.probe;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;

/** Calls a step's code with given values. */
@FunctionalInterface
public interface Probe {

    /** The number in a question that the engine is seeded with, so that what a step draws from it can be repeated. */
    String ENGINE_SEED = "engineSeed";

    /** The end of each probe's name, after the name of the step's class. */
    String SUFFIX = "Probe";

    /**
     * Asks.
     *
     * @param question what to call it with
     * @param manager the owner of all arrays, closed afterwards
     * @return what came back
     */
    ProbePayload ask(ProbePayload question, NDManager manager);

    /**
     * Seeds the engine as the question says, and asks.
     *
     * @param className the class that the step is about, such as "OneHotEncoding"
     * @param question what to call its code with
     * @param manager the owner of all arrays, closed afterwards
     * @return what came back
     */
    static ProbePayload answer(String className, ProbePayload question, NDManager manager) {
        Engine.getInstance().setRandomSeed(question.integer(ENGINE_SEED));
        return of(className).ask(question, manager);
    }

    /**
     * Returns a step's probe, which is named after its class.
     *
     * @param className the class that the step is about, such as "OneHotEncoding"
     * @return its probe
     * @throws IllegalStateException if there is none
     */
    static Probe of(String className) {
        return StepParts.create(Probe.class, className, SUFFIX);
    }
}
