package org.rnnkit.grader.worker.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

/** The description of parameters that a step has made, as steps 2 and 13 do. */
final class NewParameters {

    private NewParameters() {}

    /** Describes parameters: their values, and how many have a gradient, have the right owner, and share no memory. */
    static ProbePayload describe(NDList parameters, NDManager owner) {
        ProbePayload answer = new ProbePayload().withAll("parameters", parameters)
                .with("withGradient", parameters.stream().filter(NDArray::hasGradient).count())
                .with("owned", parameters.stream().filter(parameter -> parameter.getManager() == owner).count());
        for (NDArray parameter : parameters) {
            try (NDArray values = parameter.stopGradient()) { // this handle has no graph, so it can be changed
                values.addi(1);
            }
        }
        return answer.with("independent", countChangedOnce(parameters, answer));
    }

    /** Counts the parameters to which 1 was added only once. The values are far below 1. */
    private static int countChangedOnce(NDList parameters, ProbePayload before) {
        int count = 0;
        for (int i = 0; i < parameters.size(); i++) {
            float change = parameters.get(i).toFloatArray()[0] - before.arrays().get("parameters " + i).values()[0];
            count += Math.round(change) == 1 ? 1 : 0;
        }
        return count;
    }
}
