package org.rnnkit.grader.verify;

import java.util.Arrays;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.grader.worker.probe.Tensor;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.oracle.Matrix;

/**
 * The independent check of step 1. Tokens are int32, as in minibatches, and int64, as in predictions. One vocabulary has a
 * single token.
 */
final class OneHotEncodingCheck implements StepCheck {

    @Override
    public ProbePayload question(Draw draw, int number) {
        int batchSize = number == 0 ? 1 : draw.integer(2, 40);
        int numSteps = number == 1 ? 1 : draw.integer(2, 40);
        int vocabSize = number == 2 ? 1 : draw.integer(2, 40);
        Tensor tokens = Tensor.of(draw.tokens(batchSize, numSteps, vocabSize));
        return new ProbePayload().with("vocabSize", vocabSize)
                .with("tokens", number % 2 == 0 ? tokens : new Tensor(tokens.shape(), "int64", tokens.values()));
    }

    @Override
    public void compare(ProbePayload question, ProbePayload answer) {
        int[][] tokens = TensorRows.tokens(question.arrays().get("tokens"));
        int vocabSize = question.integer("vocabSize");
        AnswerAssert.array("the encoding of tokens " + Arrays.toString(question.arrays().get("tokens").shape()),
                answer.arrays().get("encoded"), 0, TensorRows.flat(Matrix.oneHot(tokens, vocabSize)),
                tokens[0].length, tokens.length, vocabSize);
    }

    @Override
    public void compareSideEffects(ProbePayload question, ProbePayload answer) {
        AnswerAssert.facts(answer, "the encoding is closed with the tokens' manager");
    }
}
