package org.rnnkit.grader.worker.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.rnnkit.step3state.HiddenState;

/** The probe of step 3: the initial state, and a second one after the first was changed. */
final class HiddenStateProbe implements Probe {

    @Override
    public ProbePayload ask(Arguments given) {
        NDList state = initialize(given);
        ProbePayload answer = new ProbePayload().withAll("state", state)
                .with("owned", state.stream().filter(array -> array.getManager() == given.manager()).count())
                .with("withGradient", state.stream().filter(NDArray::hasGradient).count());
        state.forEach(array -> array.addi(1));
        return answer.withAll("second", initialize(given));
    }

    private static NDList initialize(Arguments given) {
        return HiddenState.initialize(given.manager(), given.integer("batchSize"), given.integer("numHiddens"));
    }
}
