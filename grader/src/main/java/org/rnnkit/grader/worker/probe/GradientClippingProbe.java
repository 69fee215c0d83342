package org.rnnkit.grader.worker.probe;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.GradientCollector;
import java.util.stream.IntStream;
import org.rnnkit.step7clipping.GradientClipping;

/** The probe of step 7: the norm of given gradients, the clipped gradients, and the norm in a second call. */
final class GradientClippingProbe implements Probe {

    @Override
    public ProbePayload ask(Arguments given) {
        NDList parameters = given.parameters(IntStream.range(0, given.integer("parameters"))
                .mapToObj(i -> "parameter " + i).toList(), given.owner("the parameters' manager"));
        // The gradient of the sum of p · g by p is g.
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray sum = null;
            for (int i = 0; i < parameters.size(); i++) {
                NDArray term = parameters.get(i).mul(given.free("gradient " + i, given.manager())).sum();
                sum = sum == null ? term : sum.add(term);
            }
            collector.backward(sum);
        }
        float theta = given.number("theta");
        ProbePayload answer = new ProbePayload()
                .with("norm", given.call(() -> GradientClipping.clip(parameters, theta)))
                .withGradients(parameters);
        return answer.with("second norm", GradientClipping.clip(parameters, theta));
    }
}
