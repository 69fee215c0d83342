package org.rnnkit.grader.worker.probe;

import org.rnnkit.step13gru.GruForward;

/** The probe of step 13: new parameters if only sizes are given, otherwise logits, state and gradients. */
final class GruForwardProbe implements Probe {

    @Override
    public ProbePayload ask(Arguments given) {
        if (given.has("numSteps")) {
            return ModelProbes.forward(given, (inputs, state, parameters) -> GruForward.forward(inputs, state, parameters),
                    ProbePayload.GATED_PARAMETERS, true);
        }
        return ArrayProbes.describeNew(GruForward.initialize(given.manager(), given.integer("vocabSize"),
                given.integer("numHiddens")), given.manager());
    }
}
