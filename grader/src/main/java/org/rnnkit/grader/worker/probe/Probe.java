package org.rnnkit.grader.worker.probe;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;

/** Calls a step's code with given values. */
@FunctionalInterface
public interface Probe {

    /** The number in a question that the engine is seeded with, so that what a step draws from it can be repeated. */
    String ENGINE_SEED = "engineSeed";

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
     * @param number the step's number
     * @param question what to call its code with
     * @param manager the owner of all arrays, closed afterwards
     * @return what came back
     */
    static ProbePayload answer(int number, ProbePayload question, NDManager manager) {
        Engine.getInstance().setRandomSeed(question.integer(ENGINE_SEED));
        return of(number).ask(question, manager);
    }

    /**
     * Returns a step's probe. Each is loaded when it is wanted and not before: it stands on the step's classes.
     *
     * @param number the step's number
     * @return its probe
     */
    static Probe of(int number) {
        return switch (number) {
            case 1 -> new OneHotEncodingProbe();
            case 2 -> new RnnParametersProbe();
            case 3 -> new HiddenStateProbe();
            case 4 -> new RnnForwardProbe();
            case 5 -> new RnnModelScratchProbe();
            case 6 -> new PredictionProbe();
            case 7 -> new GradientClippingProbe();
            case 8 -> new EpochTrainingProbe();
            case 9 -> new TrainingProbe();
            case 10 -> new TemperatureSamplingProbe();
            case 11 -> new EmbeddingForwardProbe();
            case 12 -> new RnnBackwardProbe();
            case 13 -> new GruForwardProbe();
            default -> throw new IllegalArgumentException("there is no step " + number);
        };
    }
}
