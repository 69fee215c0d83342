package org.rnnkit.grader.worker.probe;

import ai.djl.ndarray.NDManager;
import org.rnnkit.step3state.HiddenState;

/** The probe of step 3: the initial state. */
final class HiddenStateProbe implements Probe {

    @Override
    public ProbePayload ask(ProbePayload question, NDManager manager) {
        return new ProbePayload().withAll("state",
                HiddenState.initialize(manager, question.integer("batchSize"), question.integer("numHiddens")));
    }
}
