package org.rnnkit.grader.worker.probe;

import org.rnnkit.step1onehot.OneHotEncoding;

/** The probe of step 1: the vectors of given tokens. */
final class OneHotEncodingProbe implements Probe {

    @Override
    public ProbePayload ask(Arguments given) {
        return new ProbePayload().with("encoded", Tensor.of("the result",
                OneHotEncoding.encode(given.array("tokens"), given.integer("vocabSize"))));
    }
}
