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

    /** The name of a text in the answer to such a question: the simple name of the exception, or "nothing". */
    String THROWN = "thrown";

    /** The end of each probe's name, after the name of the step's class. */
    String SUFFIX = "Probe";

    /**
     * Calls the step's code.
     *
     * @param given the arguments to call it with
     * @return the results
     */
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
        return question.texts().containsKey(BAD_ARGUMENT) ? thrown(probe, given) : given.addSideEffects(probe.ask(given));
    }

    private static ProbePayload thrown(Probe probe, Arguments given) {
        ProbePayload answer = new ProbePayload();
        try {
            probe.ask(given);
            return answer.with(THROWN, "nothing");
        } catch (IllegalArgumentException expected) { // or a subclass
            return answer.with(THROWN, IllegalArgumentException.class.getSimpleName());
        } catch (RuntimeException other) {
            return answer.with(THROWN, other.getClass().getSimpleName());
        }
    }

    /**
     * Returns the name in an answer for an array of the question as it is after the call.
     *
     * @param array the array's name in the question
     * @return its name in the answer
     */
    static String after(String array) {
        return array + " after the call";
    }

    /**
     * Returns the name in an answer for the number of arrays that the call has left on a manager.
     *
     * @param owner the manager's name
     * @return the number's name
     */
    static String leftOn(String owner) {
        return "left on " + owner;
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
