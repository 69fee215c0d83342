package org.rnnkit.grader.worker.probe;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.toolkit.RnnOutput;

/** The probe of step 4: logits and state, and the parameters' gradients for given gradients of the logits. */
final class RnnForwardProbe implements Probe {

    @Override
    public ProbePayload ask(ProbePayload question, NDManager manager) {
        NDArray inputs = question.array("inputs", manager);
        NDList state = new NDList(question.array("state", manager));
        NDList parameters = question.parameters(manager);
        NDArray weights = question.array("weights", manager);
        ProbePayload answer = new ProbePayload();
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            RnnOutput output = RnnForward.forward(inputs, state, parameters);
            answer.with("logits", Tensor.of("logits", output.logits())).withAll("state", output.state());
            if (question.integer("numSteps") == 1) {
                return answer;
            }
            collector.backward(output.logits().mul(weights).sum());
        }
        for (int i = 0; i < parameters.size(); i++) {
            answer.with("gradient " + i, Tensor.of("gradient", parameters.get(i).getGradient()));
        }
        return answer;
    }
}
