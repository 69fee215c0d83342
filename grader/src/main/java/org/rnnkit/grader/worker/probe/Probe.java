package org.rnnkit.grader.worker.probe;

import ai.djl.ndarray.NDManager;

/** Calls a step's code with given values. */
@FunctionalInterface
public interface Probe {

    /**
     * Asks.
     *
     * @param question what to call it with
     * @param manager the owner of all arrays, closed afterwards
     * @return what came back
     */
    ProbePayload ask(ProbePayload question, NDManager manager);

    /**
     * Returns a step's probe. Each is loaded when it is wanted and not before: it stands on the step's classes.
     *
     * @param number the step's number
     * @return its probe
     */
    static Probe of(int number) {
        return switch (number) {
            case 1 -> new OneHotProbe();
            case 2 -> new ParametersProbe();
            case 3 -> new StateProbe();
            case 4 -> new RnnProbe();
            case 5 -> new ModelProbe();
            case 6 -> new PredictionProbe();
            case 7 -> new ClippingProbe();
            case 8 -> new EpochProbe();
            case 9 -> new TrainingProbe();
            case 10 -> new SamplingProbe();
            case 11 -> new EmbeddingProbe();
            case 12 -> new BackwardProbe();
            case 13 -> new GruProbe();
            default -> throw new IllegalArgumentException("there is no step " + number);
        };
    }
}
