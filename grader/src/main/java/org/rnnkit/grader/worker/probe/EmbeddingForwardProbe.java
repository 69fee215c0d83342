package org.rnnkit.grader.worker.probe;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;
import org.rnnkit.grader.worker.probe.ProbePayload.Tensor;
import org.rnnkit.step11embedding.EmbeddingForward;

/** The probe of step 11: the rows of given tokens, and the table's gradient for given gradients of the rows. */
final class EmbeddingForwardProbe implements Probe {

    @Override
    public ProbePayload ask(Arguments given) {
        NDArray tokens = given.array("tokens");
        NDArray table = given.array("table", given.owner("the table's manager"));
        table.setRequiresGradient(true);
        NDArray weights = given.array("weights");
        ProbePayload answer = new ProbePayload();
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray rows = given.call(() -> EmbeddingForward.embed(tokens, table));
            answer.with("rows", Tensor.of("the result", rows));
            collector.backward(rows.mul(weights).sum());
        }
        return answer.with("gradient", Tensor.of("gradient", table.getGradient()));
    }
}
