package org.rnnkit.grader.worker.probe;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;

/** A probe: it calls a step's code with given values and returns the raw results. */
@FunctionalInterface
public interface Probe {

    /** The name of the engine's seed in a question. The seed makes a step's random numbers repeatable. */
    String ENGINE_SEED = "engineSeed";

    /** The name of a text in a question with an argument that the step must reject. It says in words what is wrong. */
    String BAD_ARGUMENT = "badArgument";

    /** The end of each probe's name, after the name of the step's class. */
    String SUFFIX = "Probe";

    /** Calls the step's code with the arguments and returns the results. */
    ProbePayload ask(Arguments given);

    /**
     * Seeds the engine with the question's seed and calls the step's code.
     *
     * @param className the name of the step's class, such as "OneHotEncoding"
     * @param question the values to call its code with
     * @param manager the owner of all arrays, closed afterwards
     * @return the results, and what the call has done beside them
     */
    static ProbePayload answer(String className, ProbePayload question, NDManager manager) {
        Engine.getInstance().setRandomSeed(question.integer(ENGINE_SEED));
        Probe probe = of(className);
        Arguments given = new Arguments(question, manager);
        String bad = question.text(BAD_ARGUMENT);
        return bad == null ? given.addSideEffects(probe.ask(given)) : rejection(bad, probe, given);
    }

    private static ProbePayload rejection(String bad, Probe probe, Arguments given) {
        String thrown = "nothing";
        try {
            probe.ask(given);
        } catch (IllegalArgumentException expected) { // or a subclass
            return new ProbePayload();
        } catch (RuntimeException other) {
            thrown = other.getClass().getSimpleName();
        }
        return new ProbePayload().withMistake(bad + ": expected an IllegalArgumentException, but thrown was " + thrown);
    }

    /**
     * Finds a step's probe by the name of its class, such as "OneHotEncoding".
     *
     * @throws IllegalStateException if the step has no probe
     */
    static Probe of(String className) {
        return StepParts.create(Probe.class, className, SUFFIX);
    }
}
