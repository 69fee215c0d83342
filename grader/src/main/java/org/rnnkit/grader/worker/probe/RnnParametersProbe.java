package org.rnnkit.grader.worker.probe;

import org.rnnkit.step2parameters.RnnParameters;

/** The probe of step 2: the parameters, which of them have gradients, and who owns them. */
final class RnnParametersProbe implements Probe {

    @Override
    public ProbePayload ask(Arguments given) {
        return NewParameters.describe(RnnParameters.initialize(given.manager(), given.integer("vocabSize"),
                given.integer("numHiddens")), given.manager());
    }
}
