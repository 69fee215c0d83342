package org.rnnkit.grader.worker.probe;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.GradientCollector;
import org.rnnkit.step13gru.GruForward;
import org.rnnkit.toolkit.NumberOperations;
import org.rnnkit.toolkit.RnnOutput;

/** The probe of step 13: new parameters if only sizes are given, otherwise logits, state and gradients. */
final class GruForwardProbe implements Probe {

    @Override
    public ProbePayload ask(Arguments given) {
        if (!given.has("numSteps")) {
            return NewParameters.describe(GruForward.initialize(given.manager(), given.integer("vocabSize"),
                    given.integer("numHiddens")), given.manager());
        }
        NDArray inputs = given.array("inputs");
        NDList state = given.list("state");
        NDList parameters = given.parameters(ProbePayload.GATED_PARAMETERS);
        NDArray weights = given.array("weights");
        ProbePayload answer = new ProbePayload();
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            RnnOutput output;
            try (NumberOperations numbers = new NumberOperations()) {
                output = GruForward.forward(inputs, state, parameters);
                answer.with("numberOperations", numbers.count());
            }
            answer.with("logits", Tensor.of("logits", output.logits())).withAll("state", output.state());
            collector.backward(output.logits().mul(weights).sum());
        }
        return answer.withGradients(parameters);
    }
}
