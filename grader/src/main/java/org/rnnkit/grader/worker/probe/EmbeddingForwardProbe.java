package org.rnnkit.grader.worker.probe;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import org.rnnkit.step11embedding.EmbeddingForward;

/** The probe of step 11: the rows of given tokens, the table's gradient for given gradients of them, and more calls. */
final class EmbeddingForwardProbe implements Probe {

    @Override
    public ProbePayload ask(Arguments given) {
        NDArray tokens = given.array("tokens");
        NDArray table = given.array("table", given.owner("the table's manager"));
        table.setRequiresGradient(true);
        NDArray weights = given.array("weights");
        NDArray moreTable = given.array("more table"); // without a gradient
        NDManager minibatch = given.manager().newSubManager();
        NDArray third;
        ProbePayload answer = new ProbePayload();
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray rows = given.call(() -> EmbeddingForward.embed(tokens, table));
            NDArray second = EmbeddingForward.embed(given.array("more tokens"), table);
            third = EmbeddingForward.embed(given.free("more tokens", minibatch), moreTable);
            NDArray again = given.free("more tokens", given.manager());
            Number[] before = again.toArray();
            EmbeddingForward.embed(again, moreTable);
            // Code that closes or changes its tokens is found elsewhere.
            boolean same = !again.isReleased() && Arrays.equals(before, again.toArray());
            NDArray fourth = EmbeddingForward.embed(same ? again : given.free("more tokens", given.manager()), table);
            // The first result is read after the other calls, which must not change it.
            answer.with("rows", Tensor.of("the result", rows)).with("second rows", Tensor.of("the second result", second))
                    .with("third rows", Tensor.of("the third result", third))
                    .with("fourth rows", Tensor.of("the fourth result", fourth));
            collector.backward(rows.mul(weights).sum());
        }
        minibatch.close();
        return answer
                .withSideFact("the tables' gradients stay attached or not", table.hasGradient() && !moreTable.hasGradient())
                .with("gradient", Tensor.of("gradient", table.getGradient()))
                .withSideFact("the rows are closed with the tokens' manager", third.isReleased());
    }
}
