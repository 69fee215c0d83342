package org.rnnkit.grader.worker.probe;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.GradientCollector;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.toolkit.NumberOperations;
import org.rnnkit.toolkit.RnnOutput;

/** The probe of step 4: logits and state, and the parameters' gradients for given gradients of the logits. */
final class RnnForwardProbe implements Probe {

    @Override
    public ProbePayload ask(Arguments given) {
        NDArray inputs = given.array("inputs");
        NDList state = given.list("state");
        NDList parameters = given.parameters(ProbePayload.PARAMETERS);
        NDArray weights = given.array("weights");
        ProbePayload answer = new ProbePayload();
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            RnnOutput output;
            try (NumberOperations numbers = new NumberOperations()) {
                output = RnnForward.forward(inputs, state, parameters);
                answer.with("numberOperations", numbers.count());
            }
            answer.with("logits", Tensor.of("logits", output.logits())).withAll("state", output.state());
            if (given.integer("numSteps") == 1) {
                return answer;
            }
            collector.backward(output.logits().mul(weights).sum());
        }
        return answer.withGradients(parameters);
    }
}
