package org.rnnkit.grader.worker.probe;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import org.rnnkit.step13gru.GruForward;
import org.rnnkit.toolkit.RnnOutput;

/** The probe of step 13: new parameters if only sizes are given, otherwise logits, state and gradients. */
final class GruForwardProbe implements Probe {

    @Override
    public ProbePayload ask(ProbePayload question, NDManager manager) {
        if (!question.numbers().containsKey("numSteps")) {
            NDList parameters = GruForward.initialize(manager, question.integer("vocabSize"), question.integer("numHiddens"));
            return new ProbePayload().withAll("parameters", parameters)
                    .with("withGradient", parameters.stream().filter(NDArray::hasGradient).count());
        }
        NDArray inputs = question.array("inputs", manager);
        NDList state = new NDList(question.array("state", manager));
        NDList parameters = question.parameters(ProbePayload.GATED_PARAMETERS, manager);
        NDArray weights = question.array("weights", manager);
        ProbePayload answer = new ProbePayload();
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            RnnOutput output = GruForward.forward(inputs, state, parameters);
            answer.with("logits", Tensor.of("logits", output.logits())).withAll("state", output.state());
            collector.backward(output.logits().mul(weights).sum());
        }
        for (int i = 0; i < parameters.size(); i++) {
            answer.with("gradient " + i, Tensor.of("gradient", parameters.get(i).getGradient()));
        }
        return answer;
    }
}
