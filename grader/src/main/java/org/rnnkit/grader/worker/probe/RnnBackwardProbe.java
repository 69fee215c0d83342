package org.rnnkit.grader.worker.probe;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.rnnkit.step12backward.RnnBackward;

/** The probe of step 12: the gradients of given parameters for given gradients of the logits. */
final class RnnBackwardProbe implements Probe {

    @Override
    public ProbePayload ask(ProbePayload question, NDManager manager) {
        NDList gradients = RnnBackward.gradients(question.array("inputs", manager),
                new NDList(question.array("state", manager)), question.parameters(manager), question.array("weights", manager));
        return new ProbePayload().withAll("gradient", gradients);
    }
}
