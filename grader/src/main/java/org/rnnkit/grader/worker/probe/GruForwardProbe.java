package org.rnnkit.grader.worker.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.Arrays;
import org.rnnkit.step13gru.GruForward;

/** The probe of step 13: new parameters if only sizes are given, otherwise logits, state and gradients. */
final class GruForwardProbe implements Probe {

    @Override
    public ProbePayload ask(Arguments given) {
        if (given.has("numSteps")) {
            return ModelProbes.forward(given, (inputs, state, parameters) -> GruForward.forward(inputs, state, parameters),
                    ProbePayload.GATED_PARAMETERS, true);
        }
        NDList first = initialize(given);
        float[] weights = first.isEmpty() ? new float[0] : first.get(0).toFloatArray();
        ProbePayload answer = ArrayProbes.describeNew(ProbePayload.GATED_PARAMETERS, first, given.manager());
        NDList second = initialize(given);
        return answer.withFact("a second call draws other weights, with gradients",
                !Arrays.equals(weights, second.get(0).toFloatArray()) && second.stream().allMatch(NDArray::hasGradient));
    }

    private static NDList initialize(Arguments given) {
        return GruForward.initialize(given.manager(), given.integer("vocabSize"), given.integer("numHiddens"));
    }
}
