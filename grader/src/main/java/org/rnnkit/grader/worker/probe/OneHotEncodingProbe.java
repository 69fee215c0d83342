package org.rnnkit.grader.worker.probe;

import ai.djl.ndarray.NDManager;
import org.rnnkit.step1onehot.OneHotEncoding;

/** The probe of step 1: the vectors of given tokens. */
final class OneHotEncodingProbe implements Probe {

    @Override
    public ProbePayload ask(ProbePayload question, NDManager manager) {
        return new ProbePayload().with("encoded", Tensor.of("the result",
                OneHotEncoding.encode(question.array("tokens", manager), question.integer("vocabSize"))));
    }
}
