package org.rnnkit.grader.worker.probe;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.List;
import org.rnnkit.step12backward.RnnBackward;

/** The probe of step 12: the gradients of given parameters for given gradients of the logits. */
final class RnnBackwardProbe implements Probe {

    @Override
    public ProbePayload ask(Arguments given) {
        NDManager owner = given.owner("the inputs' manager", ProbePayload.PARAMETERS.size());
        NDArray inputs = given.array("inputs", owner);
        NDList state = given.list(List.of("state"), given.owner("the state's manager"));
        NDList parameters = given.list(ProbePayload.PARAMETERS, given.owner("the parameters' manager"));
        NDArray weights = given.array("weights", given.owner("the logits' gradient's manager"));
        NDList gradients;
        // Only one collector can be open in a process. This one is open, so the step can't open its own.
        GradientCollector collector = Engine.getInstance().newGradientCollector();
        try {
            gradients = given.call(() -> RnnBackward.gradients(inputs, state, parameters, weights));
        } finally {
            collector.close();
        }
        ProbePayload answer = new ProbePayload().withAll("gradient", gradients)
                .withSideCount("the number of gradients on the inputs' manager",
                        gradients.stream().filter(gradient -> gradient.getManager() == owner).count(),
                        ProbePayload.PARAMETERS.size())
                .withSideCount("the number of parameters with a gradient attached",
                        parameters.stream().filter(NDArray::hasGradient).count(), 0);
        return answer.withSideFact("the gradients share no memory", shareNoMemory(gradients));
    }

    /** Adds 1 to each gradient, and tells whether no other one has changed. The arguments are read again afterwards. */
    private static boolean shareNoMemory(NDList gradients) {
        for (NDArray gradient : gradients) {
            List<float[]> before = gradients.stream().map(NDArray::toFloatArray).toList();
            gradient.addi(1);
            for (int i = 0; i < before.size(); i++) {
                if (gradients.get(i) != gradient && !Arrays.equals(before.get(i), gradients.get(i).toFloatArray())) {
                    return false;
                }
            }
        }
        return true;
    }
}
