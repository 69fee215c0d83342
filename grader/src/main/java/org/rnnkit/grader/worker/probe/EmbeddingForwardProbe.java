package org.rnnkit.grader.worker.probe;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import org.rnnkit.step11embedding.EmbeddingForward;

/** The probe of step 11: the rows of given tokens, and the table's gradient for given gradients of the rows. */
final class EmbeddingForwardProbe implements Probe {

    @Override
    public ProbePayload ask(ProbePayload question, NDManager manager) {
        NDArray tokens = question.array("tokens", manager);
        NDArray table = question.array("table", manager);
        table.setRequiresGradient(true);
        NDArray weights = question.array("weights", manager);
        ProbePayload answer = new ProbePayload();
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray rows = EmbeddingForward.embed(tokens, table);
            answer.with("rows", Tensor.of("the result", rows));
            collector.backward(rows.mul(weights).sum());
        }
        return answer.with("gradient", Tensor.of("gradient", table.getGradient()));
    }
}
