package org.rnnkit.grader.worker.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.rnnkit.step2parameters.RnnParameters;

/** The probe of step 2: the parameters, and which of them have gradients. */
final class RnnParametersProbe implements Probe {

    @Override
    public ProbePayload ask(ProbePayload question, NDManager manager) {
        NDList parameters = RnnParameters.initialize(manager, question.integer("vocabSize"),
                question.integer("numHiddens"));
        ProbePayload answer = new ProbePayload().withAll("parameters", parameters);
        return answer.with("withGradient", parameters.stream().filter(NDArray::hasGradient).count());
    }
}
