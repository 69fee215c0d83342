package org.rnnkit.grader.worker.probe;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import org.rnnkit.step7clipping.GradientClipping;

/** The probe of step 7: the norm of given gradients, and the clipped gradients. */
final class GradientClippingProbe implements Probe {

    @Override
    public ProbePayload ask(ProbePayload question, NDManager manager) {
        NDList parameters = new NDList();
        for (int i = 0; i < question.integer("parameters"); i++) {
            NDArray parameter = question.array("parameter " + i, manager);
            parameter.setRequiresGradient(true);
            parameters.add(parameter);
        }
        // The gradient of the sum of p · g by p is g.
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray sum = null;
            for (int i = 0; i < parameters.size(); i++) {
                NDArray term = parameters.get(i).mul(question.array("gradient " + i, manager)).sum();
                sum = sum == null ? term : sum.add(term);
            }
            collector.backward(sum);
        }
        ProbePayload answer = new ProbePayload()
                .with("norm", GradientClipping.clip(parameters, question.numbers().get("theta").floatValue()));
        for (int i = 0; i < parameters.size(); i++) {
            answer.with("gradient " + i, Tensor.of("gradient", parameters.get(i).getGradient()));
        }
        return answer.withAll("parameters", parameters);
    }
}
