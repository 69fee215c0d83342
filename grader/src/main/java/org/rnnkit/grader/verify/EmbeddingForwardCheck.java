package org.rnnkit.grader.verify;

import java.util.List;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.grader.worker.probe.Tensor;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.oracle.Matrix;

/**
 * The independent check of step 11. Tokens are int32, as in minibatches, and int64, as in predictions. One minibatch is square,
 * and one vocabulary has thousands of tokens. A second call has other tokens of the same shape, a third one another
 * table; the last one has the tokens of the call before and the first table.
 */
final class EmbeddingForwardCheck implements StepCheck {

    private static final int SQUARE = 4;
    private static final int LARGE = 5;
    /** The last token is odd and above 2048, so that float16 does not have it. */
    private static final int LARGE_VOCABULARY = 3000;

    @Override
    public int questions() {
        return 6;
    }

    @Override
    public ProbePayload question(Draw draw, int number) {
        int batchSize = number == 0 ? 1 : draw.integer(2, number == LARGE ? 4 : 20);
        int numSteps = number == 1 ? 1 : number == SQUARE ? batchSize : draw.integer(2, number == LARGE ? 4 : 20);
        int vocabSize = number == LARGE ? LARGE_VOCABULARY : draw.integer(2, 20);
        int embedSize = draw.integer(1, number == LARGE ? 2 : 20);
        ProbePayload question = new ProbePayload();
        for (String more : List.of("", "more ")) {
            int[][] drawn = draw.tokens(batchSize, numSteps, vocabSize);
            drawn[0][0] = vocabSize - 1;
            Tensor tokens = Tensor.of(drawn);
            question.with(more + "tokens", number % 2 == 0 ? tokens : tokens.withType("int64"))
                    .with(more + "table", Tensor.of(draw.matrix(vocabSize, embedSize)));
        }
        Tensor weights = Tensor.of(draw.matrix(numSteps * batchSize, embedSize));
        return question.with("weights", weights.withShape(numSteps, batchSize, embedSize));
    }

    @Override
    public void compare(ProbePayload question, ProbePayload answer) {
        Tensor weights = question.array("weights");
        compare("rows", question, "tokens", "table", answer);
        compare("second rows", question, "more tokens", "table", answer);
        compare("third rows", question, "more tokens", "more table", answer);
        compare("fourth rows", question, "more tokens", "table", answer);
        AnswerAssert.matrix("the gradient of the table", answer.array("gradient"),
                Matrix.times(Matrix.transpose(oneHot(question, "tokens")), weights.rows()));
    }

    private static void compare(String rows, ProbePayload question, String tokens, String table, ProbePayload answer) {
        AnswerAssert.array("the " + rows + " of the tokens", answer.array(rows), 0,
                Tensor.flat(Matrix.times(oneHot(question, tokens), question.array(table).rows())),
                question.array("weights").shape());
    }

    private static double[][] oneHot(ProbePayload question, String tokens) {
        return Expect.rows(Matrix.oneHot(question.array(tokens).tokens(), question.array("table").rows().length));
    }
}
