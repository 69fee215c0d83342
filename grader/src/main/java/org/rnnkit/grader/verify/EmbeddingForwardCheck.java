package org.rnnkit.grader.verify;

import java.util.Map;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.grader.worker.probe.ProbePayload.Tensor;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.oracle.Matrix;

/** The independent check of step 11. Tokens are int32, as in minibatches, and int64, as in predictions. */
final class EmbeddingForwardCheck implements StepCheck {

    @Override
    public ProbePayload question(Draw draw, int number) {
        int batchSize = number == 0 ? 1 : draw.integer(2, 20);
        int numSteps = number == 1 ? 1 : draw.integer(2, 20);
        int vocabSize = draw.integer(2, 20);
        int embedSize = draw.integer(1, 20);
        Tensor tokens = Tensor.of(draw.tokens(batchSize, numSteps, vocabSize));
        Tensor weights = Tensor.of(draw.matrix(numSteps * batchSize, embedSize));
        return new ProbePayload()
                .with("tokens", number % 2 == 0 ? tokens : tokens.withType("int64"))
                .with("table", Tensor.of(draw.matrix(vocabSize, embedSize)))
                .with("weights", weights.withShape(numSteps, batchSize, embedSize));
    }

    @Override
    public Map<String, Integer> leftOn(ProbePayload question) {
        return Map.of("the table's manager", 0);
    }

    @Override
    public void compare(ProbePayload question, ProbePayload answer) {
        int[][] tokens = question.array("tokens").tokens();
        double[][] table = question.array("table").rows();
        double[][] oneHot = Expect.rows(Matrix.oneHot(tokens, table.length));
        Tensor weights = question.array("weights");
        AnswerAssert.array("the rows of the tokens", answer.array("rows"), 0,
                Tensor.flat(Matrix.times(oneHot, table)), weights.shape());
        AnswerAssert.matrix("the gradient of the table", answer.array("gradient"),
                Matrix.times(Matrix.transpose(oneHot), weights.rows()));
    }
}
