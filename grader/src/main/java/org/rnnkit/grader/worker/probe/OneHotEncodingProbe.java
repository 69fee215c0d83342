package org.rnnkit.grader.worker.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.rnnkit.step1onehot.OneHotEncoding;

/** The probe of step 1: the vectors of given tokens, and whether they are closed with the tokens' manager. */
final class OneHotEncodingProbe implements Probe {

    @Override
    public ProbePayload ask(Arguments given) {
        ProbePayload answer = new ProbePayload().with("encoded", Tensor.of("the result",
                OneHotEncoding.encode(given.array("tokens"), given.integer("vocabSize"))));
        NDManager minibatch = given.manager().newSubManager();
        NDArray encoded = OneHotEncoding.encode(given.free("tokens", minibatch), given.integer("vocabSize"));
        minibatch.close();
        return answer.withFact("the encoding is closed with the tokens' manager", encoded.isReleased());
    }
}
