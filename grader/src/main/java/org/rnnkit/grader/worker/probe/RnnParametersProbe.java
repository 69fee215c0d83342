package org.rnnkit.grader.worker.probe;

import ai.djl.ndarray.NDList;
import org.rnnkit.step2parameters.RnnParameters;

/** The probe of step 2: the parameters, which of them have gradients, who owns them, and those of a second call. */
final class RnnParametersProbe implements Probe {

    @Override
    public ProbePayload ask(Arguments given) {
        return NewParameters.describe(initialize(given), given.manager()).withAll("again", initialize(given));
    }

    private static NDList initialize(Arguments given) {
        return RnnParameters.initialize(given.manager(), given.integer("vocabSize"), given.integer("numHiddens"));
    }
}
